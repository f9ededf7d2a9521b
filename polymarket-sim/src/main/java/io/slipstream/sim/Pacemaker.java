package io.slipstream.sim;

import io.slipstream.sim.state.Continuation;
import io.slipstream.sim.state.StateJournal;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.venue.VenueParameters;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the venue on in step with the wall clock, on a thread of its own. A machine that slept, or that is too slow for
 * the speed factor, does not make the market race, and neither does a pause: the lost time is left out and a new stretch
 * of time begins.
 */
final class Pacemaker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pacemaker.class);
    private static final long MOST_BEHIND_NANOS = Duration.ofSeconds(5).toNanos();

    /** Steps that follow each other without a break, from a moment on. */
    private record Stretch(long beginNanos, long beginStep) {}

    private final Venue venue;
    private final VenueGuard guard;
    private final @Nullable StateJournal journal;
    private final Thread thread;
    private volatile boolean running = true;

    /** Written under the guard; null while the market is paused. */
    private volatile @Nullable Stretch stretch;

    private volatile long pausedUntilNanos;

    Pacemaker(Venue venue, VenueGuard guard, @Nullable StateJournal journal) {
        this.venue = venue;
        this.guard = guard;
        this.journal = journal;
        this.stretch = new Stretch(System.nanoTime(), venue.currentStep());
        this.thread = Thread.ofPlatform().name("sim-venue").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Stops the market between two steps, for a time at most; no step is made any more when this returns. */
    void pause(Duration most) {
        guard.run(() -> {
            pausedUntilNanos = System.nanoTime() + most.toNanos();
            stretch = null;
        });
        LockSupport.unpark(thread);
    }

    /** Lets a paused market go on from where it stands. */
    void resume() {
        guard.run(() -> {
            if (stretch == null) {
                begin();
            }
        });
        LockSupport.unpark(thread);
    }

    boolean paused() {
        return stretch == null;
    }

    /** A new stretch of time; the caller holds the guard. */
    private void begin() {
        Continuation.begin(journal, venue, System.currentTimeMillis());
        stretch = new Stretch(System.nanoTime(), venue.currentStep());
    }

    private void run() {
        double nanosPerStep =
                VenueParameters.STEP_MILLIS * 1e6 / venue.parameters().speed();
        try {
            while (running) {
                Stretch now = stretch;
                if (now == null) {
                    waitForTheEnd();
                    continue;
                }
                long due = now.beginNanos() + (long) ((venue.currentStep() + 1 - now.beginStep()) * nanosPerStep);
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                } else if (-wait > MOST_BEHIND_NANOS) {
                    guard.run(() -> skip(now, -wait));
                } else {
                    guard.run(() -> step(now));
                }
            }
        } catch (RuntimeException e) {
            LOG.error("the market has stopped", e);
        }
    }

    private void waitForTheEnd() {
        long wait = pausedUntilNanos - System.nanoTime();
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        } else {
            resume();
        }
    }

    private void step(Stretch expected) {
        if (expected.equals(stretch)) {
            venue.step();
        }
    }

    private void skip(Stretch expected, long behindNanos) {
        if (expected.equals(stretch)) {
            LOG.warn(
                    "{} s behind the clock: the market goes on from now",
                    Duration.ofNanos(behindNanos).toSeconds());
            begin();
        }
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
