package io.slipstream.worker.settings;

import io.slipstream.core.chain.Address;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.web3j.crypto.Keys;
import org.web3j.crypto.WalletUtils;

/** Addresses in flags. */
final class AddressFlags {

    private AddressFlags() {}

    /** A list of addresses, empty if it is not set. */
    static Set<Address> set(Flags flags, String name) {
        Set<Address> addresses = new HashSet<>();
        for (String item : flags.list(name, "")) {
            try {
                checkChecksum(flags, name, item);
                addresses.add(new Address(item));
            } catch (IllegalArgumentException e) {
                flags.problem(name, item, "set addresses, 0x and 40 hex digits each, comma-separated");
            }
        }
        return Set.copyOf(addresses);
    }

    /** An address in mixed case carries a checksum (EIP-55), which finds a mistyped digit. */
    static void checkChecksum(Flags flags, String name, String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (!WalletUtils.isValidAddress(lower)) {
            return; // told by who reads it
        }
        boolean oneCase = address.equals(lower)
                || address.substring(2).equals(address.substring(2).toUpperCase(Locale.ROOT));
        if (!oneCase && !Keys.toChecksumAddress(lower).equals(address)) {
            flags.problem(name, address, "its checksum is wrong: look for a mistyped digit, or write it in lower case");
        }
    }
}
