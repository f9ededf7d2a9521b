package io.slipstream.benchmarks;

import io.slipstream.benchmarks.wire.BookLoad;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.PastBook;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.market.LooseBooks;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Books of 100 levels a side, each with as many changes in its last two minutes as are remembered. */
@State(Scope.Thread)
public class BusyBooks {

    private static final int DEEP = 100;
    private static final int REMEMBERED = 8_192;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long MINUTE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int STRIDE = 7_919;

    /** How many. */
    @Param({"1", "1000", "5000"})
    public int tokens;

    private LooseBooks books = new LooseBooks();
    private List<TokenId> carried = List.of();
    private long nowNanos = TimeUnit.MILLISECONDS.toNanos(BookLoad.MILLIS);
    private int next;

    /** Lets two minutes pass. */
    @Setup
    public void change() {
        BookLoad load = new BookLoad(tokens, DEEP, BookLoad.FINE);
        books = new LooseBooks();
        carried = load.tokens();
        books.carry(carried, nowNanos);
        load.snapshots(0).forEach(book -> books.books().apply(LooseBooks.LINE, book, nowNanos));
        List<BookUpdate.Changes> frames = load.changes(1, 2);
        // every frame changes each token of a market once
        int rounds = REMEMBERED;
        int markets = load.markets();
        for (int round = 0; round < rounds; round++) {
            for (int market = 0; market < markets; market++) {
                var _ = books.books()
                        .apply(
                                LooseBooks.LINE,
                                frames.get((round * markets + market) % frames.size()),
                                nowNanos + WINDOW_NANOS * round / rounds);
            }
        }
        nowNanos += WINDOW_NANOS;
        if (!(aMinuteAgo() instanceof PastBook.Known)) {
            throw new IllegalStateException("the book of a minute ago is not known");
        }
    }

    final PastBook aMinuteAgo() {
        next = (next + STRIDE) % carried.size();
        return books.books().bookAt(carried.get(next), nowNanos - MINUTE_NANOS, nowNanos);
    }
}
