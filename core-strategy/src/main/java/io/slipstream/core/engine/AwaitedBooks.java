package io.slipstream.core.engine;

import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.TokenId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Fills whose decision waits a moment for their token's book: one that nobody has asked for before, or whose quote is softly
 * stale. Bounded: when it is full, the next ones are decided with what there is.
 */
final class AwaitedBooks {

    private static final int MOST = 10_000;

    private final LiveBooks books;
    private final Map<UUID, Awaiting> waiting = new LinkedHashMap<>();

    /** A fill that waits, and how old it was at least when it came. */
    record Awaiting(LeaderFill fill, long leastAgeNanos, long sinceNanos) {

        /** How old the fill is at least by now. */
        long leastAgeNanos(long nowNanos) {
            return leastAgeNanos == 0 ? 0 : leastAgeNanos + nowNanos - sinceNanos;
        }
    }

    AwaitedBooks(LiveBooks books) {
        this.books = books;
    }

    /** Whether asking for the book can help. */
    boolean helps(TokenId tokenId, long nowNanos) {
        Freshness freshness = books.freshness(tokenId, nowNanos);
        return (freshness == Freshness.SOFT_STALE || freshness == Freshness.UNTRUSTED) && waiting.size() < MOST;
    }

    void add(Awaiting fill) {
        waiting.put(fill.fill().id(), fill);
    }

    /** A fill that waits has other figures now. */
    void revise(UUID fillId, LeaderFill now) {
        waiting.computeIfPresent(fillId, (id, fill) -> new Awaiting(now.as(id), fill.leastAgeNanos, fill.sinceNanos));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes out a fill, if it waits. */
    List<Awaiting> take(UUID fillId) {
        Awaiting fill = waiting.remove(fillId);
        return fill == null ? List.of() : List.of(fill);
    }

    /** Takes out all fills of a token, oldest first. */
    List<Awaiting> take(TokenId tokenId) {
        return take(waiting.values().stream()
                .filter(fill -> fill.fill().tokenId().equals(tokenId))
                .toList());
    }

    /** Takes out those whose book is fresh now, oldest first. */
    List<Awaiting> takeFresh(long nowNanos) {
        return take(waiting.values().stream()
                .filter(fill -> books.freshness(fill.fill().tokenId(), nowNanos) == Freshness.FRESH)
                .toList());
    }

    private List<Awaiting> take(List<Awaiting> fills) {
        fills.forEach(fill -> waiting.remove(fill.fill().id()));
        return fills;
    }
}
