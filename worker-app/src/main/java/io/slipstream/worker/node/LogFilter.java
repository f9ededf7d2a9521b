package io.slipstream.worker.node;

import io.slipstream.core.chain.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which logs a node is asked for. A position that is null matches anything.
 *
 * @param addresses of the contracts
 * @param topics by position, any of the values each
 * @param needed whether a node that refuses it is of no use
 */
public record LogFilter(List<Address> addresses, List<@Nullable List<String>> topics, boolean needed) {

    /** Events of these contracts whose topic at a position is one of these wallets; anybody's if that is null. */
    public static LogFilter of(
            Collection<Address> contracts, Set<String> events, int position, @Nullable Collection<Address> wallets) {
        List<@Nullable List<String>> topics = new ArrayList<>();
        topics.add(events.stream().sorted().toList());
        if (wallets != null) {
            for (int skipped = 1; skipped < position; skipped++) {
                topics.add(null);
            }
            topics.add(wallets.stream().sorted().map(Address::toTopic).toList());
        }
        return new LogFilter(contracts.stream().sorted().toList(), topics, true);
    }

    /** The same, but that nothing depends on it. */
    public LogFilter optional() {
        return new LogFilter(addresses, topics, false);
    }

    /** As JSON-RPC takes it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("address", addresses.stream().map(Address::hex).toList());
        json.put("topics", topics);
        return json;
    }
}
