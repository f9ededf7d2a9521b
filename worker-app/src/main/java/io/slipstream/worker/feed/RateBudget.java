package io.slipstream.worker.feed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often a server may be asked: at most so many requests a second, spaced out. Halved when the server says that it is too
 * often, once for all refusals of a second, and grown back evenly. Waits are told, not slept. Thread-safe.
 */
public final class RateBudget {

    private static final double LEAST_PER_SECOND = 1;
    /** So many answers bring it from nothing to the most. */
    private static final int ANSWERS_TO_THE_MOST = 50;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double mostPerSecond;
    private final LongSupplier nanoTime;
    private double perSecond;
    private long nextFreeNanos;
    private long halvedNanos;

    /** Begins with the most. */
    public RateBudget(double mostPerSecond, LongSupplier nanoTime) {
        this.mostPerSecond = mostPerSecond;
        this.perSecond = mostPerSecond;
        this.nanoTime = nanoTime;
        this.nextFreeNanos = nanoTime.getAsLong();
        this.halvedNanos = nextFreeNanos - SECOND;
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
        perSecond = Math.min(mostPerSecond, perSecond + mostPerSecond / ANSWERS_TO_THE_MOST);
    }

    /** The server wants to be asked less often, and not before a while. */
    public synchronized void tooOften(Duration retryAfter) {
        long now = nanoTime.getAsLong();
        if (now - halvedNanos >= SECOND) {
            perSecond = Math.max(Math.min(LEAST_PER_SECOND, mostPerSecond), perSecond / 2);
            halvedNanos = now;
        }
        nextFreeNanos = Math.max(nextFreeNanos, now + retryAfter.toNanos());
    }

    /** How often it is asked at most, as things are. */
    public synchronized double perSecond() {
        return perSecond;
    }
}
