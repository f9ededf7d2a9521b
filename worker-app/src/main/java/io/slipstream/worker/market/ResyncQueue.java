package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tokens whose book is to be fetched. Holds each once, so that it is bounded by the number of tokens; those asked for come
 * before those whose turn it is.
 */
final class ResyncQueue {

    private final Set<TokenId> asked = new LinkedHashSet<>();
    private final Set<TokenId> round = new LinkedHashSet<>();

    synchronized void ask(Collection<TokenId> tokens) {
        asked.addAll(tokens);
    }

    /** Takes part in the periodic comparison from now on. */
    synchronized void include(Collection<TokenId> tokens) {
        round.addAll(tokens);
    }

    /** Takes part no more. */
    synchronized void exclude(Collection<TokenId> tokens) {
        round.removeAll(tokens);
        asked.removeAll(tokens);
    }

    /** The next tokens, at most so many; of them at most {@code periodic} because it is their turn. */
    synchronized List<TokenId> take(int most, int periodic) {
        Set<TokenId> next = new LinkedHashSet<>();
        while (next.size() < most && !asked.isEmpty()) {
            next.add(first(asked));
        }
        for (int i = 0; i < Math.min(periodic, round.size()) && next.size() < most; i++) {
            TokenId turn = first(round);
            round.add(turn); // to the end of the round
            next.add(turn);
        }
        return List.copyOf(next);
    }

    synchronized int size() {
        return round.size();
    }

    private static TokenId first(Set<TokenId> tokens) {
        TokenId first = tokens.iterator().next();
        tokens.remove(first);
        return first;
    }
}
