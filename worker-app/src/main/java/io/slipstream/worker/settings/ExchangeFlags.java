package io.slipstream.worker.settings;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which exchanges are followed: the venue's of November 2026, or what {@code EXCHANGES} says. */
final class ExchangeFlags {

    private static final String TABLE = "EXCHANGES";
    private static final String CTF = "POLY_EXCHANGE_CTF";
    private static final String NEG_RISK = "POLY_EXCHANGE_NEGRISK";

    private ExchangeFlags() {}

    static List<ExchangeContract> read(Flags flags) {
        List<String> items = flags.list(TABLE, "");
        return items.isEmpty() ? venue(flags) : table(flags, items);
    }

    private static List<ExchangeContract> venue(Flags flags) {
        return ExchangeContract.venue().stream()
                .map(exchange -> switch (exchange.name()) {
                    case "ctf-v2" -> moved(flags, CTF, exchange);
                    case "neg-risk-v2" -> moved(flags, NEG_RISK, exchange);
                    default -> exchange;
                })
                .toList();
    }

    private static List<ExchangeContract> table(Flags flags, List<String> items) {
        for (String single : List.of(CTF, NEG_RISK)) {
            String value = flags.text(single, "");
            if (!value.isEmpty()) {
                flags.problem(single, value, TABLE + " names all exchanges; set one of the two only");
            }
        }
        List<ExchangeContract> exchanges = new ArrayList<>();
        Set<Address> addresses = new HashSet<>();
        for (String item : items) {
            try {
                ExchangeContract exchange = ExchangeContract.parse(item);
                AddressFlags.checkChecksum(flags, TABLE, item.split(":", -1)[1].strip());
                if (addresses.add(exchange.address())) {
                    exchanges.add(exchange);
                } else {
                    flags.problem(TABLE, item, "the address is named twice");
                }
            } catch (IllegalArgumentException e) {
                flags.problem(
                        TABLE,
                        item,
                        e.getMessage() + "; write name:address:layout[:fromBlock[:toBlock]] with layout v1 or v2");
            }
        }
        return exchanges;
    }

    private static ExchangeContract moved(Flags flags, String name, ExchangeContract exchange) {
        String value = flags.text(name, exchange.address().hex());
        try {
            AddressFlags.checkChecksum(flags, name, value);
            return new ExchangeContract(
                    exchange.name(), new Address(value), exchange.layout(), exchange.fromBlock(), exchange.toBlock());
        } catch (IllegalArgumentException e) {
            flags.problem(name, value, "set the exchange's address, 0x and 40 hex digits");
            return exchange;
        }
    }
}
