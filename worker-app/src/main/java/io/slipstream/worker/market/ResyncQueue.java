package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
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
    private final List<TokenId> round = new ArrayList<>();
    private int turn;

    synchronized void ask(Collection<TokenId> tokens) {
        asked.addAll(tokens);
    }

    /** Takes part in the periodic comparison from now on. */
    synchronized void include(TokenId token) {
        round.add(token);
    }

    /** Takes part no more. */
    synchronized void exclude(TokenId token) {
        round.remove(token);
        asked.remove(token);
    }

    /** The next tokens, at most so many; of them at most {@code periodic} because it is their turn. */
    synchronized List<TokenId> take(int most, int periodic) {
        Set<TokenId> next = new LinkedHashSet<>();
        while (next.size() < most && !asked.isEmpty()) {
            TokenId token = asked.iterator().next();
            asked.remove(token);
            next.add(token);
        }
        for (int i = 0; i < periodic && next.size() < most && !round.isEmpty(); i++) {
            turn = (turn + 1) % round.size();
            next.add(round.get(turn));
        }
        return List.copyOf(next);
    }

    synchronized int size() {
        return round.size();
    }
}
