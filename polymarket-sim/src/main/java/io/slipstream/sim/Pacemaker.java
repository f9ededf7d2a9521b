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
 * the speed factor, does not make the market race: the lost time is left out and a new stretch of time begins.
 */
final class Pacemaker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pacemaker.class);
    private static final long MOST_BEHIND_NANOS = Duration.ofSeconds(5).toNanos();

    private final Venue venue;
    private final VenueGuard guard;
    private final @Nullable StateJournal journal;
    private final Thread thread;
    private volatile boolean running = true;

    Pacemaker(Venue venue, VenueGuard guard, @Nullable StateJournal journal) {
        this.venue = venue;
        this.guard = guard;
        this.journal = journal;
        this.thread = Thread.ofPlatform().name("sim-venue").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        double nanosPerStep =
                VenueParameters.STEP_MILLIS * 1e6 / venue.parameters().speed();
        long startNanos = System.nanoTime();
        long startStep = venue.currentStep();
        try {
            while (running) {
                long due = startNanos + (long) ((venue.currentStep() + 1 - startStep) * nanosPerStep);
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                } else if (-wait > MOST_BEHIND_NANOS) {
                    LOG.warn(
                            "{} s behind the clock: the market goes on from now",
                            Duration.ofNanos(-wait).toSeconds());
                    guard.run(() -> Continuation.begin(journal, venue, System.currentTimeMillis()));
                    startNanos = System.nanoTime();
                    startStep = venue.currentStep();
                } else {
                    guard.run(venue::step);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("the market has stopped", e);
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
