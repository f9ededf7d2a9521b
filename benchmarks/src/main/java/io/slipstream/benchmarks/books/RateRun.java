package io.slipstream.benchmarks.books;

import io.slipstream.benchmarks.wire.BookLoad;
import io.slipstream.benchmarks.wire.MarketText;
import io.slipstream.worker.market.LooseBooks;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Frames of two changes to 1,000 books, from text to applied books on one thread. Arguments: how many a second, zero for as
 * many as it takes, and for how many seconds.
 */
public final class RateRun {

    private static final int TOKENS = 1_000;
    private static final int DEEP = 100;
    private static final int TEXTS = 16_384;
    private static final int WARM_UP_SECONDS = 10;
    private static final int DIGITS = 3;
    private static final int KEPT = 8;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LooseBooks books = new LooseBooks();
    private final String[] texts;
    private final Histogram gaps = new Histogram(DIGITS);
    private final Histogram delays = new Histogram(DIGITS);
    private final WorstGaps worst = new WorstGaps(KEPT);
    private final long epoch = TimeUnit.MILLISECONDS.toNanos(BookLoad.MILLIS) - System.nanoTime();
    private int next;

    private RateRun() {
        BookLoad load = new BookLoad(TOKENS, DEEP, BookLoad.FINE);
        books.carry(load.tokens(), epoch + System.nanoTime());
        for (int market = 0; market < load.markets(); market++) {
            books.pair(load.token(market, 0), load.token(market, 1));
        }
        load.snapshots(0).forEach(book -> books.take(MarketText.of(book), epoch + System.nanoTime()));
        texts = load.changes(TEXTS, 2).stream().map(MarketText::of).toArray(String[]::new);
    }

    /** Runs and reports. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long aSecond = Long.parseLong(arguments[0]);
        RateRun run = new RateRun();
        run.take(aSecond, WARM_UP_SECONDS);
        run.gaps.reset();
        run.delays.reset();
        run.worst.clear();
        run.report(aSecond, Integer.parseInt(arguments[1]), out);
    }

    private void report(long aSecond, int seconds, PrintStream out) {
        long usedBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long began = System.nanoTime();
        long taken = take(aSecond, seconds);
        double elapsed = (System.nanoTime() - began) / (double) SECOND;
        double used = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - usedBefore) / (double) SECOND;
        books.checkSound(TOKENS);
        out.printf(
                Locale.ROOT,
                "%,.0f messages/s; the thread ran %.0f %% of the time, %,.0f messages/s of its own%n",
                taken / elapsed,
                100 * used / elapsed,
                taken / used);
        out.println("from one message done to the next: " + row(gaps));
        if (aSecond > 0) {
            out.println("from when a message was due to when it was done: " + row(delays));
        }
        worst.print(out);
    }

    private long take(long aSecond, int seconds) {
        long began = System.nanoTime();
        long end = began + seconds * SECOND;
        long last = began;
        long taken = 0;
        while (last < end) {
            long due = aSecond == 0 ? last : began + taken * SECOND / aSecond;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            var _ = books.take(texts[next], epoch + last);
            next = next + 1 == texts.length ? 0 : next + 1;
            long now = System.nanoTime();
            gaps.recordValue(now - last);
            worst.add(last, now);
            if (aSecond > 0) {
                delays.recordValue(now - due);
            }
            last = now;
            taken++;
        }
        return taken;
    }

    private static String row(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f, p99 %.2f, p99.9 %.1f, p99.99 %.0f, max %.0f us",
                histogram.getValueAtPercentile(50) / 1_000.0,
                histogram.getValueAtPercentile(99) / 1_000.0,
                histogram.getValueAtPercentile(99.9) / 1_000.0,
                histogram.getValueAtPercentile(99.99) / 1_000.0,
                histogram.getMaxValue() / 1_000.0);
    }
}
