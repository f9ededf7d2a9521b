package io.slipstream.worker.feed;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A pause that is cut short when nobody else does the work any more, also when that happens in the middle of it. Waits are
 * told, not slept: who waits looks again after each part. Thread-safe.
 */
public final class Waiting {

    /** Who waits looks so often whether somebody else still does the work. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final BooleanSupplier othersDeliver;
    private final LongSupplier nanoTime;
    private volatile Backoff.Pause pause = new Backoff.Pause(Duration.ZERO, Duration.ZERO);
    private volatile long begunNanos;

    /** Waits for nothing yet. */
    public Waiting(BooleanSupplier othersDeliver, LongSupplier nanoTime) {
        this.othersDeliver = othersDeliver;
        this.nanoTime = nanoTime;
        this.begunNanos = nanoTime.getAsLong();
    }

    /** Begins a pause now. */
    public void begin(Backoff.Pause next) {
        pause = next;
        begunNanos = nanoTime.getAsLong();
    }

    /** How long the pause is in all, as things are. */
    public Duration whole() {
        return othersDeliver.getAsBoolean() ? pause.full() : pause.alone();
    }

    /** How long to wait until the next look; zero if the pause is over. */
    public Duration left() {
        Duration least = whole().minusNanos(nanoTime.getAsLong() - begunNanos);
        if (!least.isPositive()) {
            return Duration.ZERO;
        }
        return least.compareTo(GLANCE) < 0 ? least : GLANCE;
    }
}
