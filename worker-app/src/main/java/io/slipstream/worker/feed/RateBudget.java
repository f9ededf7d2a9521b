package io.slipstream.worker.feed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often a server may be asked: at most so many requests a second, spaced out. Halved when the server says that it is too
 * often, and grown back slowly. Waits are told, not slept. Thread-safe.
 */
public final class RateBudget {

    private static final double LEAST_PER_SECOND = 0.2;
    private static final double GROWTH = 1.02;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double mostPerSecond;
    private final LongSupplier nanoTime;
    private double perSecond;
    private long nextFreeNanos;

    /** Begins with the most. */
    public RateBudget(double mostPerSecond, LongSupplier nanoTime) {
        this.mostPerSecond = mostPerSecond;
        this.perSecond = mostPerSecond;
        this.nanoTime = nanoTime;
        this.nextFreeNanos = nanoTime.getAsLong();
    }

    /** Books the next free place; the request may be sent after the pause. */
    public synchronized Duration book() {
        long now = nanoTime.getAsLong();
        long at = Math.max(now, nextFreeNanos);
        nextFreeNanos = at + (long) (SECOND / perSecond);
        return Duration.ofNanos(at - now);
    }

    /** When the next request could be sent. */
    public synchronized Duration pause() {
        return Duration.ofNanos(Math.max(0, nextFreeNanos - nanoTime.getAsLong()));
    }

    /** An answer came. */
    public synchronized void answered() {
        perSecond = Math.min(mostPerSecond, perSecond * GROWTH);
    }

    /** The server wants to be asked less often, and not before a while. */
    public synchronized void tooOften(Duration retryAfter) {
        perSecond = Math.max(LEAST_PER_SECOND, perSecond / 2);
        nextFreeNanos = Math.max(nextFreeNanos, nanoTime.getAsLong() + retryAfter.toNanos());
    }

    /** How often it is asked at most, as things are. */
    public synchronized double perSecond() {
        return perSecond;
    }
}
