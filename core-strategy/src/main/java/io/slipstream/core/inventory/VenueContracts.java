package io.slipstream.core.inventory;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The venue's contracts beside its exchanges (protocol reference 1.1).
 *
 * @param ledgers that keep outcome tokens
 * @param collaterals that are paid with
 * @param services that move tokens for their owners: adapters, redeemers, fee modules
 */
public record VenueContracts(
        List<ExchangeContract> exchanges, Set<Address> ledgers, Set<Address> collaterals, Set<Address> services) {

    private static final Set<Address> LEDGERS =
            addresses("0x4D97DCd97eC945f40cF65F87097ACe5EA0476045", "0x006F54F7f9A22e0000CC2AB60031000000ae9fEF");
    private static final Set<Address> COLLATERALS =
            addresses("0x2791Bca1f2de4661ED88A30C99A7a9449Aa84174", "0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB");
    private static final Set<Address> SERVICES = addresses(
            "0xd91E80cF2E7be2e162c6513ceD06f1dD0dA35296",
            "0x71523d0f655B41E805Cec45b17163f528B59B820",
            "0x3A3BD7bb9528E159577F7C2e685CC81A765002E2",
            "0x78769D50Be1763ed1CA0D5E878D93f05aabff29e",
            "0xAdA100Db00Ca00073811820692005400218FcE1f",
            "0xADa100874d00e3331D00F2007a9c336a65009718",
            "0xadA2005600Dec949baf300f4C6120000bDB6eAab",
            "0x12121212006e4CD160D18e3f00711DA5c3372600",
            "0x30000034706c7d8e12009dab006be20000c031a8",
            "0xa1200000d0002264C9a1698e001292D00E1b00af");

    /** The venue as of November 2026, with these exchanges, and with further contracts that are known. */
    public static VenueContracts of(List<ExchangeContract> exchanges, Set<Address> known) {
        Set<Address> services = new HashSet<>(SERVICES);
        services.addAll(known);
        return new VenueContracts(List.copyOf(exchanges), LEDGERS, COLLATERALS, Set.copyOf(services));
    }

    /** Ledgers and collaterals: what a leader's moves are read from. */
    public Set<Address> moved() {
        return Stream.concat(ledgers.stream(), collaterals.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a contract is one of these, an exchange included. */
    boolean knows(Address contract) {
        return ledgers.contains(contract)
                || collaterals.contains(contract)
                || services.contains(contract)
                || exchanges.stream().anyMatch(exchange -> exchange.address().equals(contract));
    }

    private static Set<Address> addresses(String... hex) {
        return Stream.of(hex).map(Address::new).collect(Collectors.toUnmodifiableSet());
    }
}
