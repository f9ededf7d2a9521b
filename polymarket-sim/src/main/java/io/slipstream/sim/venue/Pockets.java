package io.slipstream.sim.venue;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tokens that leaders have beside those that they trade. No trader sees them, so that the market is the same with and
 * without them; a wallet on the chain has both.
 */
final class Pockets {

    /** Both tokens of one market in one leader's pocket, in micro-shares. */
    record Pocket(Account leader, Market market) {}

    private final Map<Pocket, long[]> held = new LinkedHashMap<>();

    long held(Account leader, Market market, Outcome outcome) {
        long[] both = held.get(new Pocket(leader, market));
        return both == null ? 0 : both[outcome.index()];
    }

    void add(Account leader, Market market, Outcome outcome, long micros) {
        Pocket pocket = new Pocket(leader, market);
        long[] both = held.computeIfAbsent(pocket, _ -> new long[2]);
        both[outcome.index()] += micros;
        if (both[outcome.index()] < 0) {
            throw new IllegalStateException(leader.label() + " has less than nothing in the pocket");
        }
        if (both[0] == 0 && both[1] == 0) {
            held.remove(pocket);
        }
    }

    /** The markets of which a leader has something in the pocket. */
    List<Market> markets(Account leader) {
        return held.keySet().stream()
                .filter(pocket -> pocket.leader().equals(leader))
                .map(Pocket::market)
                .toList();
    }
}
