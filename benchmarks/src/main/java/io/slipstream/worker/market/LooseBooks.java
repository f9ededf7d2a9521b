package io.slipstream.worker.market;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The market socket's parser and the books behind it, on one thread and without the queue between them: for benchmarks. */
public final class LooseBooks {

    /** The line that everything comes over. */
    public static final int LINE = 1;

    private static final long WINDOW_NANOS = 120_000_000_000L;

    private final MarketFrameParser parser = new MarketFrameParser(new JsonMapper());
    private final LiveBooks books =
            new LiveBooks(WINDOW_NANOS, new QuoteAges(2_000_000_000L, 5_000_000_000L), (_, _) -> {});

    /** Keeps these tokens' books from now on. */
    public void carry(List<TokenId> tokens, long nowNanos) {
        var _ = books.apply(LINE, new BookUpdate.Carried(tokens), nowNanos);
    }

    /** These are the outcomes of one market. */
    public void pair(TokenId one, TokenId other) {
        books.pair(one, other);
    }

    /**
     * From the text of a frame to applied books.
     *
     * @return tokens that need a snapshot because of it
     * @throws IllegalStateException if it is not about books
     */
    public List<TokenId> take(String frame, long nowNanos) {
        List<TokenId> broken = List.of();
        for (MarketEvent event : parser.parse(frame)) {
            if (!(event instanceof MarketEvent.Book(BookUpdate update))) {
                throw new IllegalStateException("read as " + event + ": " + frame);
            }
            List<TokenId> more = books.apply(LINE, update, nowNanos);
            broken = broken.isEmpty() ? more : concat(broken, more);
        }
        return broken;
    }

    /** The updates of a frame, not applied. */
    public List<BookUpdate> read(String frame) {
        List<BookUpdate> updates = new ArrayList<>();
        for (MarketEvent event : parser.parse(frame)) {
            if (event instanceof MarketEvent.Book(BookUpdate update)) {
                updates.add(update);
            }
        }
        return updates;
    }

    /** The books. */
    public LiveBooks books() {
        return books;
    }

    /** Checks that so many books are trusted and that nothing was ever wrong with any. */
    public void checkSound(int trusted) {
        if (books.trusted() != trusted || books.integrityOfAll().faults() > 0) {
            throw new IllegalStateException(
                    "%d of %d books are trusted: %s".formatted(books.trusted(), trusted, books.integrityOfAll()));
        }
    }

    private static List<TokenId> concat(List<TokenId> some, List<TokenId> more) {
        List<TokenId> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
