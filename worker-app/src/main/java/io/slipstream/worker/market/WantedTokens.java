package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose books are kept: those that a leader traded not long ago, those we hold or have orders in, and those tracked ahead of
 * time. What does not trade any more is none of them, whoever asks. Thread-safe.
 */
final class WantedTokens {

    private static final int MOST_ENDED = 200_000;

    private final Duration leaderHistory;
    private final int mostOfLeaders;
    private final Map<TokenId, Instant> tradedByLeaders = new LinkedHashMap<>();
    private final Set<TokenId> held = new LinkedHashSet<>();
    private final Set<TokenId> withOrders = new LinkedHashSet<>();
    private final Set<TokenId> tracked = new LinkedHashSet<>();
    private final Map<TokenId, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TokenId, Boolean> eldest) {
            return size() > MOST_ENDED;
        }
    };

    /**
     * Wants nothing yet.
     *
     * @param leaderHistory how long a token is kept after a leader traded it
     * @param mostOfLeaders how many of those at most, the most recent ones; what we hold or have orders in is kept besides
     */
    WantedTokens(Duration leaderHistory, int mostOfLeaders) {
        this.leaderHistory = leaderHistory;
        this.mostOfLeaders = mostOfLeaders;
    }

    /** A leader traded it at that time. */
    synchronized void traded(TokenId token, Instant at) {
        if (!ended.containsKey(token)) {
            tradedByLeaders.merge(token, at, (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** We hold it from now on, or do not any more. */
    synchronized void held(TokenId token, boolean now) {
        keep(held, token, now);
    }

    /** It has open orders from now on, or has none any more. */
    synchronized void ordered(TokenId token, boolean now) {
        keep(withOrders, token, now);
    }

    /** Those with open orders. */
    synchronized Set<TokenId> withOrders() {
        return Set.copyOf(withOrders);
    }

    /** Tracks these and no others. */
    synchronized void track(Collection<TokenId> tokens) {
        tracked.clear();
        tracked.addAll(open(tokens));
    }

    /** They do not trade any more. */
    synchronized void end(Collection<TokenId> tokens) {
        tokens.forEach(token -> ended.put(token, true));
        tradedByLeaders.keySet().removeAll(tokens);
        held.removeAll(tokens);
        withOrders.removeAll(tokens);
        tracked.removeAll(tokens);
    }

    /** All that are kept: what is traded on first, then what leaders traded, then what is tracked ahead of time. */
    synchronized Set<TokenId> all(Instant now) {
        tradedByLeaders.values().removeIf(at -> at.plus(leaderHistory).isBefore(now));
        forgetTradedLongestAgo();
        Set<TokenId> all = new LinkedHashSet<>(withOrders);
        all.addAll(held);
        all.addAll(tradedByLeaders.keySet());
        all.addAll(tracked);
        return all;
    }

    private void forgetTradedLongestAgo() {
        int tooMany = tradedByLeaders.size() - mostOfLeaders;
        if (tooMany > 0) {
            tradedByLeaders.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .limit(tooMany)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(tradedByLeaders::remove);
        }
    }

    private Collection<TokenId> open(Collection<TokenId> tokens) {
        return tokens.stream().filter(token -> !ended.containsKey(token)).toList();
    }

    private void keep(Set<TokenId> set, TokenId token, boolean now) {
        if (!now) {
            set.remove(token);
        } else if (!ended.containsKey(token)) {
            set.add(token);
        }
    }
}
