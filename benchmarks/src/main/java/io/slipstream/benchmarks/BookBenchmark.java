package io.slipstream.benchmarks;

import io.slipstream.benchmarks.wire.BookLoad;
import io.slipstream.benchmarks.wire.MarketText;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.PastBook;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.market.LooseBooks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From the text of the market socket's frames to applied books, and back to books of a minute ago. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BookBenchmark {

    private static final int DEEP = 100;
    private static final int TEXTS = 2_048;
    /** As if 50,000 frames arrived a second. */
    private static final long STEP_NANOS = 20_000;

    /** A text goes in, applied books come out. */
    @State(Scope.Thread)
    public abstract static class Texts {

        /** How many are carried; two of them are a market, one is half of one. */
        @Param({"1", "1000", "5000"})
        public int tokens;

        private LooseBooks books = new LooseBooks();
        private List<TokenId> carried = List.of();
        private String[] texts = {};
        private long nowNanos = TimeUnit.MILLISECONDS.toNanos(BookLoad.MILLIS);
        private int next;
        private boolean carriesAgain;

        final void begin(BookLoad load) {
            books = new LooseBooks();
            carried = load.tokens();
            books.carry(carried, nowNanos);
            if (tokens > 1) {
                for (int market = 0; market < load.markets(); market++) {
                    books.pair(load.token(market, 0), load.token(market, 1));
                }
            }
        }

        final void feed(List<? extends BookUpdate.Snapshot> snapshots) {
            snapshots.forEach(book -> books.take(MarketText.of(book), nowNanos));
        }

        /** Goes round and round these texts; carries the tokens anew at each begin if their times go back. */
        final void loop(List<String> all, boolean carryAgain) {
            texts = all.toArray(String[]::new);
            carriesAgain = carryAgain;
        }

        final List<TokenId> applyNext() {
            String text = next();
            nowNanos += STEP_NANOS;
            return books.take(text, nowNanos);
        }

        final List<BookUpdate> readNext() {
            return books.read(next());
        }

        private String next() {
            if (next == texts.length) {
                next = 0;
                if (carriesAgain) {
                    books.carry(carried, nowNanos);
                }
            }
            return texts[next++];
        }

        /** Every text was applied to a book that could be trusted, and led to one. */
        final void check() {
            for (int i = 0; i < texts.length || next != texts.length; i++) {
                var _ = applyNext();
            }
            books.checkSound(tokens);
        }
    }

    /** Frames of changes to books of 100 levels a side. */
    public static class Changes extends Texts {

        /** How many changes a frame has: 2 as the venue sends it, 1 as in the fixture that others measure. */
        @Param({"1", "2"})
        public int changes;

        /** Makes the frames. */
        @Setup
        public void make() {
            BookLoad load = new BookLoad(tokens, DEEP, BookLoad.FINE);
            begin(load);
            feed(load.snapshots(0));
            loop(load.changes(TEXTS, changes).stream().map(MarketText::of).toList(), false);
        }

        /** Nothing went wrong. */
        @TearDown
        public void end() {
            check();
        }
    }

    /** Frames of whole books. */
    public static class Snapshots extends Texts {

        /** How many levels a side has: 2 as in the fixture that others measure. */
        @Param({"2", "50", "100"})
        public int levelsASide;

        /** Makes the frames. */
        @Setup
        public void make() {
            BookLoad load = new BookLoad(tokens, levelsASide, BookLoad.FINE);
            begin(load);
            List<String> all = new ArrayList<>();
            for (int version = 0; version < 2 || all.size() < TEXTS / DEEP; version++) {
                load.snapshots(version).stream().map(MarketText::of).forEach(all::add);
            }
            loop(all, true);
        }

        /** Nothing went wrong. */
        @TearDown
        public void end() {
            check();
        }
    }

    /** A frame of level changes. */
    @Benchmark
    public List<TokenId> changesToBooks(Changes frames) {
        return frames.applyNext();
    }

    /** A whole book, in half of the cases compared with that of the market's other outcome. */
    @Benchmark
    public List<TokenId> snapshotToBook(Snapshots frames) {
        return frames.applyNext();
    }

    /** The same as {@link #changesToBooks}, but only read. */
    @Benchmark
    public List<BookUpdate> changesRead(Changes frames) {
        return frames.readNext();
    }

    /** The same as {@link #snapshotToBook}, but only read. */
    @Benchmark
    public List<BookUpdate> snapshotRead(Snapshots frames) {
        return frames.readNext();
    }

    /** The book of a minute ago, of a token that has changed 8,192 times in two minutes. */
    @Benchmark
    public PastBook bookAMinuteAgo(BusyBooks busy) {
        return busy.aMinuteAgo();
    }
}
