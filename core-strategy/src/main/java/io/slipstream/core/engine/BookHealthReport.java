package io.slipstream.core.engine;

import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.Integrity;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells how the books are, and of each only when something about it is new. */
final class BookHealthReport {

    private final LiveBooks books;
    private final Map<TokenId, Effect.BookHealth> told = new LinkedHashMap<>();

    BookHealthReport(LiveBooks books) {
        this.books = books;
    }

    /** Those that had no book to trust at the last account. */
    List<TokenId> untrusted() {
        return told.values().stream()
                .filter(health -> health.freshness() == Freshness.UNTRUSTED)
                .map(Effect.BookHealth::tokenId)
                .toList();
    }

    int retained() {
        return told.size();
    }

    Effect.BooksMeasured at(long nowNanos) {
        List<Effect.BookHealth> news = new ArrayList<>();
        Map<Freshness, Integer> count = new EnumMap<>(Freshness.class);
        Map<TokenId, Integrity> integrity = books.integrity();
        integrity.forEach((tokenId, counts) -> {
            Freshness freshness = books.freshness(tokenId, nowNanos);
            count.merge(freshness, 1, Integer::sum);
            Effect.BookHealth health = new Effect.BookHealth(tokenId, counts, freshness);
            if (!health.equals(told.put(tokenId, health))) {
                news.add(health);
            }
        });
        List<TokenId> gone = told.keySet().stream()
                .filter(tokenId -> !integrity.containsKey(tokenId))
                .toList();
        gone.forEach(told::remove);
        return new Effect.BooksMeasured(news, gone, new Effect.BookTotals(books.integrityOfAll(), count), nowNanos);
    }
}
