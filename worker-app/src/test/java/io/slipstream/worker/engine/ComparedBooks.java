package io.slipstream.worker.engine;

import static io.slipstream.core.engine.Fixtures.AGELESS;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.PastBook;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Books as text, and all that they asked for and were told of trades. */
final class ComparedBooks {

    final Set<TokenId> asked = new LinkedHashSet<>();
    final List<BookUpdate.Print> prints = new ArrayList<>();
    private final LiveBooks books = new LiveBooks(120_000_000_000L, AGELESS, (_, _) -> {});
    private long nowNanos;

    ComparedBooks(List<VenueMarket> markets) {
        markets.forEach(market ->
                books.pair(market.tokenIds().getFirst(), market.tokenIds().getLast()));
    }

    void take(EngineEvent.MarketData data) {
        nowNanos = Math.max(nowNanos, data.atNanos());
        asked.addAll(books.apply(data.line(), data.update(), nowNanos));
        if (data.update() instanceof BookUpdate.Print print) {
            prints.add(print);
        }
    }

    /** The book as text, null if it cannot be trusted. */
    @Nullable
    String book(TokenId token) {
        OrderBook book = books.book(token);
        return book == null ? null : text(book);
    }

    /** The book of that moment, null if it is not known. */
    @Nullable
    String bookAt(TokenId token, long momentNanos) {
        return books.bookAt(token, momentNanos, nowNanos) instanceof PastBook.Known past ? text(past.book()) : null;
    }

    private static String text(OrderBook book) {
        List<Level> levels = new ArrayList<>();
        for (Side side : Side.values()) {
            for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
                levels.add(new Level(price, book.sizeAt(side, price)));
            }
        }
        return levels.toString();
    }
}
