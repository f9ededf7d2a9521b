package io.slipstream.benchmarks.books;

import io.slipstream.benchmarks.wire.BookLoad;
import io.slipstream.benchmarks.wire.MarketText;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.PastBook;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.market.LooseBooks;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What 5,000 books take whose histories are all full: two minutes with 8,192 changes each. Arguments: the tick in
 * ten-thousandths of a dollar and the levels a side.
 */
public final class MemoryRun {

    private static final int TOKENS = 5_000;
    private static final int REMEMBERED = 8_192;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long MEGABYTE = 1_000_000;

    private MemoryRun() {}

    /** Fills the books and tells what they take. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BookLoad load = new BookLoad(TOKENS, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[0]));
        LooseBooks books = new LooseBooks();
        long began = TimeUnit.MILLISECONDS.toNanos(BookLoad.MILLIS);
        List<BookUpdate.Changes> frames = load.changes(1, 2);
        long before = live();
        List<TokenId> tokens = load.tokens();
        books.carry(tokens, began);
        load.snapshots(0).forEach(book -> books.take(MarketText.of(book), began));
        long empty = live();
        int markets = load.markets();
        for (int round = 0; round < REMEMBERED; round++) {
            for (int market = 0; market < markets; market++) {
                BookUpdate.Changes frame = frames.get((round * markets + market) % frames.size());
                var _ = books.books().apply(LooseBooks.LINE, frame, began + WINDOW_NANOS * round / REMEMBERED);
            }
        }
        long full = live();
        books.checkSound(TOKENS);
        checkPast(books, tokens, began);
        out.printf(
                "%d tokens, tick %s, heap of at most %d MB: before %d MB; books, tokens and parser %d MB; history %d MB; in all %d MB; %s%n",
                TOKENS,
                arguments[0],
                Runtime.getRuntime().maxMemory() / MEGABYTE,
                before / MEGABYTE,
                (empty - before) / MEGABYTE,
                (full - empty) / MEGABYTE,
                full / MEGABYTE,
                collections());
    }

    private static void checkPast(LooseBooks books, List<TokenId> tokens, long began) {
        long now = began + WINDOW_NANOS;
        for (TokenId token : tokens) {
            PastBook past = books.books().bookAt(token, now - WINDOW_NANOS / 2, now);
            if (!(past instanceof PastBook.Known)) {
                throw new IllegalStateException("the book of a minute ago is " + past);
            }
        }
    }

    private static long live() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String collections() {
        StringBuilder text = new StringBuilder();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            text.append("%s %d times %d ms, "
                    .formatted(collector.getName(), collector.getCollectionCount(), collector.getCollectionTime()));
        }
        return text.toString();
    }
}
