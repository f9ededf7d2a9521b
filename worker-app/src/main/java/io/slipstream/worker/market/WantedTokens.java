package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose books are kept: those pinned because a leader traded them or we hold them, and those tracked ahead of time. What
 * does not trade any more is neither, whoever asks. Not thread-safe.
 */
final class WantedTokens {

    private static final int MOST_ENDED = 200_000;

    private final Set<TokenId> pinned = new LinkedHashSet<>();
    private final Set<TokenId> tracked = new LinkedHashSet<>();
    private final Map<TokenId, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TokenId, Boolean> eldest) {
            return size() > MOST_ENDED;
        }
    };

    /** Keeps them until they end. */
    void pin(Collection<TokenId> tokens) {
        tokens.stream().filter(token -> !ended.containsKey(token)).forEach(pinned::add);
    }

    /** Tracks these and no others. */
    void track(Collection<TokenId> tokens) {
        tracked.clear();
        tokens.stream().filter(token -> !ended.containsKey(token)).forEach(tracked::add);
    }

    /** They do not trade any more. */
    void end(Collection<TokenId> tokens) {
        tokens.forEach(token -> ended.put(token, true));
        pinned.removeAll(tokens);
        tracked.removeAll(tokens);
    }

    /** All that are kept. */
    Set<TokenId> all() {
        Set<TokenId> all = new LinkedHashSet<>(pinned);
        all.addAll(tracked);
        return all;
    }
}
