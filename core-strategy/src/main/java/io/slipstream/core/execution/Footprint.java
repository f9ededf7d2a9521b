package io.slipstream.core.execution;

import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Price;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What paper orders have taken out of books that do not know of it. It stays taken until the level gives evidence of refill: what
 * is added to a level is there to be had, what it showed before is not, and a level that was gone is another one. Shared by all
 * leaders and orders, and by the two outcomes of a market, whose books are one.
 */
final class Footprint {

    private final BookStore books;
    /** Under both outcomes of a market the same one: books change far more often than something is taken of them. */
    private final Map<TokenId, Taken> byToken = new HashMap<>();

    /** A level as one of a market's two tokens shows it, which stands for the other's too. */
    private record Level(Side side, int price) {

        Level mirrored() {
            return new Level(side.opposite(), Price.ONE - price);
        }
    }

    /**
     * What was taken of a market.
     *
     * @param stands the token in whose terms its levels are
     */
    private record Taken(TokenId stands, Map<Level, Long> levels) {

        Level level(TokenId tokenId, Side side, int price) {
            Level level = new Level(side, price);
            return stands.equals(tokenId) ? level : level.mirrored();
        }
    }

    Footprint(BookStore books) {
        this.books = books;
    }

    /** How much of what a level shows is not there for us any more, in micro-shares. */
    long takenAt(TokenId tokenId, Side side, int price) {
        Taken taken = of(tokenId);
        return taken == null ? 0 : taken.levels.getOrDefault(taken.level(tokenId, side, price), 0L);
    }

    /** Some of a level is taken. */
    void take(TokenId tokenId, Side side, int price, long sharesMicros) {
        Taken known = of(tokenId);
        Taken taken = known == null ? new Taken(tokenId, new HashMap<>()) : known;
        byToken.put(tokenId, taken);
        TokenId other = books.mirrorOf(tokenId);
        if (other != null) {
            byToken.put(other, taken);
        }
        taken.levels.merge(taken.level(tokenId, side, price), sharesMicros, Long::sum);
    }

    /** A token's book has changed: nobody can have taken more of a level than it shows. */
    void onBook(TokenId tokenId) {
        Taken taken = byToken.get(tokenId);
        OrderBook book = taken == null ? null : books.book(tokenId);
        if (taken == null || book == null) {
            return;
        }
        boolean mirrored = !taken.stands.equals(tokenId);
        taken.levels.entrySet().removeIf(entry -> {
            Level level = mirrored ? entry.getKey().mirrored() : entry.getKey();
            long shown = book.sizeAt(level.side, level.price);
            if (shown < entry.getValue()) {
                entry.setValue(shown);
            }
            return shown == 0;
        });
        if (taken.levels.isEmpty()) {
            byToken.remove(tokenId);
            TokenId other = books.mirrorOf(tokenId);
            if (other != null) {
                byToken.remove(other);
            }
        }
    }

    /** Of a token or, where the two were found to be one market later, of the other outcome. */
    private @Nullable Taken of(TokenId tokenId) {
        Taken taken = byToken.get(tokenId);
        TokenId other = taken == null ? books.mirrorOf(tokenId) : null;
        return other == null ? taken : byToken.get(other);
    }
}
