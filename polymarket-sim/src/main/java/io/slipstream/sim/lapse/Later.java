package io.slipstream.sim.lapse;

import io.slipstream.sim.venue.VenueGuard;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something later, under the venue's guard. */
@FunctionalInterface
public interface Later {

    /** Runs it after real milliseconds, unless it is cancelled. */
    Future<?> run(int millis, Runnable task);

    /** By a timer, under this guard. */
    static Later of(ScheduledExecutorService timer, VenueGuard guard) {
        return (millis, task) -> timer.schedule(() -> guard.run(task), millis, TimeUnit.MILLISECONDS);
    }
}
