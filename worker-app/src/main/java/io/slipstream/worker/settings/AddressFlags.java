package io.slipstream.worker.settings;

import java.util.Locale;
import org.web3j.crypto.Keys;
import org.web3j.crypto.WalletUtils;

/** Addresses in flags. */
final class AddressFlags {

    private AddressFlags() {}

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
