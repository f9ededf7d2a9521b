package io.slipstream.core.execution;

import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Price;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What paper orders have taken out of books that do not know of it. It stays taken until the level gives evidence of refill: what
 * is added to a level is there to be had, what it showed before is not, and a level that was gone is another one. Shared by all
 * leaders and orders, and by the two outcomes of a market, whose books are one.
 */
final class Footprint {

    private final BookStore books;
    private final Map<TokenId, TreeMap<Level, Long>> taken = new HashMap<>();

    /** A level of one of a market's two tokens, which stands for the other's too. */
    private record Level(Side side, int price) implements Comparable<Level> {

        @Override
        public int compareTo(Level other) {
            return side == other.side ? Integer.compare(price, other.price) : side.compareTo(other.side);
        }
    }

    Footprint(BookStore books) {
        this.books = books;
    }

    /** How much of what a level shows is not there for us any more, in micro-shares. */
    long takenAt(TokenId tokenId, Side side, int price) {
        TokenId other = books.mirrorOf(tokenId);
        Map<Level, Long> levels = taken.get(stands(tokenId, other));
        return levels == null ? 0 : levels.getOrDefault(level(tokenId, other, side, price), 0L);
    }

    /** Some of a level is taken. */
    void take(TokenId tokenId, Side side, int price, long sharesMicros) {
        TokenId other = books.mirrorOf(tokenId);
        taken.computeIfAbsent(stands(tokenId, other), _ -> new TreeMap<>())
                .merge(level(tokenId, other, side, price), sharesMicros, Long::sum);
    }

    /** A token's book has changed: nobody can have taken more of a level than it shows. */
    void onBook(TokenId tokenId) {
        TokenId other = books.mirrorOf(tokenId);
        TokenId stands = stands(tokenId, other);
        TreeMap<Level, Long> levels = taken.get(stands);
        OrderBook book = books.book(tokenId);
        if (levels == null || book == null) {
            return;
        }
        boolean mirrored = !stands.equals(tokenId);
        for (Iterator<Map.Entry<Level, Long>> all = levels.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Level, Long> entry = all.next();
            Level level = entry.getKey();
            long shown = mirrored
                    ? book.sizeAt(level.side.opposite(), Price.ONE - level.price)
                    : book.sizeAt(level.side, level.price);
            if (shown == 0) {
                all.remove();
            } else if (shown < entry.getValue()) {
                entry.setValue(shown);
            }
        }
        if (levels.isEmpty()) {
            taken.remove(stands);
        }
    }

    private static TokenId stands(TokenId tokenId, @Nullable TokenId other) {
        return other == null || tokenId.compareTo(other) < 0 ? tokenId : other;
    }

    private static Level level(TokenId tokenId, @Nullable TokenId other, Side side, int price) {
        return stands(tokenId, other).equals(tokenId)
                ? new Level(side, price)
                : new Level(side.opposite(), Price.ONE - price);
    }
}
