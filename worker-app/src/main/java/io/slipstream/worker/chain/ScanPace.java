package io.slipstream.worker.chain;

import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Deliveries;
import io.slipstream.worker.feed.Waiting;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * When the newest blocks are read again: after the configured interval while what is pushed is whole, within a second while
 * nobody pushes or pushes are lost again and again, then with every new head too, and at once when somebody asks for it. Used
 * by one thread; anybody may ask.
 */
final class ScanPace {

    /** Who has pushed for so long without a break and left out nothing is believed to push everything. */
    static final Duration STEADY = Duration.ofSeconds(20);

    private static final Duration LONGEST_UNSURE = Duration.ofMillis(700);

    private final Duration interval;
    private final Backoff backoff;
    private final Deliveries pushes;
    private final Waiting waiting;
    private final Semaphore wanted = new Semaphore(0);
    private final AtomicLong newest = new AtomicLong();

    /**
     * Nothing was read yet.
     *
     * @param backoff of failures
     */
    ScanPace(Duration interval, Backoff backoff, Deliveries pushes, LongSupplier nanoTime) {
        this.interval = interval;
        this.backoff = backoff;
        this.pushes = pushes;
        this.waiting = new Waiting(() -> pushes.steadyFor(STEADY), nanoTime);
    }

    /** A scan is wanted at once, or after the one that runs. */
    void soon() {
        wanted.release();
    }

    /** Somebody told of a head: what was not pushed of its block is read while pushes are not to be relied upon. */
    void onHead(long number) {
        if (newest.getAndAccumulate(number, Math::max) < number && !pushes.steadyFor(STEADY)) {
            soon();
        }
    }

    /** A scan went well. */
    void succeeded() {
        backoff.reset();
        waiting.begin(new Backoff.Pause(interval, interval.compareTo(LONGEST_UNSURE) < 0 ? interval : LONGEST_UNSURE));
    }

    /** A scan failed; answers how long it is until the next one if nothing changes. */
    Duration failed() {
        Backoff.Pause pause = backoff.pause();
        waiting.begin(pause);
        return waiting.whole();
    }

    /** How long until it is looked again whether a scan is due, zero if one is. */
    Duration left() {
        return wanted.tryAcquire() ? Duration.ZERO : waiting.left();
    }

    /** Waits until a scan is due. */
    void await() throws InterruptedException {
        for (Duration left = left(); left.isPositive(); left = left()) {
            if (wanted.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
                break;
            }
        }
        wanted.drainPermits();
    }
}
