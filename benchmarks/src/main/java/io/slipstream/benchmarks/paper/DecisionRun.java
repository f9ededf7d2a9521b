package io.slipstream.benchmarks.paper;

import io.slipstream.core.copy.Decision;
import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * From a leader's fill that enters the engine to the decision handed out, and to the order with the executor, while 1,000 books
 * change at an even rate. Only fills that are copied count.
 */
public final class DecisionRun {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long BEGIN = 1_795_000_000_000_000_000L;
    private static final int DIGITS = 3;
    private static final int WARM_UP = 500_000;
    private static final int BETWEEN_FILLS = 20;

    private final PrintStream out;
    private final Histogram decided = new Histogram(DIGITS);
    private final Histogram placed = new Histogram(DIGITS);
    /** Of the thread's processor time: what is left when other processes take their turns. */
    private final Histogram ran = new Histogram(DIGITS);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long decidedNanos;

    /** Reports to a stream. */
    public DecisionRun(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs and reports.
     *
     * @param aSecond events, of which one in twenty is a leader's fill
     */
    public void run(int aSecond, int seconds) {
        TradingDay day = new TradingDay(BEGIN, aSecond, BETWEEN_FILLS);
        CopyEngine engine = new CopyEngine(Copying.config(SECOND * BETWEEN_FILLS), RestoredState.EMPTY, this::take);
        for (int i = 0; i < WARM_UP; i++) {
            process(engine, day.next());
        }
        decided.reset();
        placed.reset();
        ran.reset();
        long began = System.nanoTime();
        long events = (long) aSecond * seconds;
        for (long i = 0; i < events; i++) {
            EngineEvent event = day.next();
            while (System.nanoTime() - began < i * SECOND / aSecond) {
                Thread.onSpinWait();
            }
            process(engine, event);
        }
        out.printf("%d events/s, %d books trusted%n", aSecond, engine.books().trusted());
        out.println("to the decision handed out: " + row(decided));
        out.println("to the order with the executor: " + row(placed));
        out.println("the same in processor time: " + row(ran));
    }

    private void process(CopyEngine engine, EngineEvent event) {
        if (!(event instanceof EngineEvent.FillsDetected)) {
            engine.process(event);
            return;
        }
        decidedNanos = 0;
        long ranBefore = threads.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        engine.process(event);
        long ended = System.nanoTime();
        long used = threads.getCurrentThreadCpuTime() - ranBefore;
        if (decidedNanos != 0) {
            decided.recordValue(decidedNanos - began);
            placed.recordValue(ended - began);
            ran.recordValue(used);
        }
    }

    private void take(Effect effect) {
        if (effect instanceof Effect.AttemptDecided(var _, Decision.Trade _, long _, var _, long _, long _)) {
            decidedNanos = System.nanoTime();
        }
    }

    private static String row(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "%,d fills, p50 %.1f, p99 %.1f, p99.9 %.1f, max %.0f us",
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1_000.0,
                histogram.getValueAtPercentile(99) / 1_000.0,
                histogram.getValueAtPercentile(99.9) / 1_000.0,
                histogram.getMaxValue() / 1_000.0);
    }
}
