package io.slipstream.worker.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The time in the unit in which events are stamped: the wall clock as it was at the start, carried on by the monotonic clock. What
 * the wall clock says afterwards is followed slowly, by a twentieth of the time that passes at most, so that a step of it
 * makes nothing old or new at once, and time never runs backward. Thread-safe.
 */
@Component
public final class EpochNanos {

    private static final Logger log = LoggerFactory.getLogger(EpochNanos.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** The wall clock is looked at this often. */
    private static final long LOOK_NANOS = 100_000_000L;
    /** Followed by one part in so many. */
    private static final long SLOWNESS = 20;
    /** More than a clock is usually corrected by between two looks. */
    private static final long STEP_NANOS = 250_000_000L;

    private final InstantSource wall;
    private final LongSupplier monotonic;
    private long atMonotonic;
    private long atNanos;
    private long offNanos;

    /** Begins with what the wall clock says. */
    @Autowired
    EpochNanos(InstantSource wall) {
        this(wall, System::nanoTime);
    }

    EpochNanos(InstantSource wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.atMonotonic = monotonic.getAsLong();
        this.atNanos = wallNanos();
    }

    /** Now. */
    public Instant instant() {
        long now = now();
        return Instant.ofEpochSecond(Math.floorDiv(now, NANOS_PER_SECOND), Math.floorMod(now, NANOS_PER_SECOND));
    }

    /** Now, in nanoseconds since 1970. */
    public synchronized long now() {
        long passed = monotonic.getAsLong() - atMonotonic;
        if (passed < LOOK_NANOS) {
            return atNanos + passed;
        }
        long most = passed / SLOWNESS;
        atMonotonic += passed;
        atNanos += passed;
        long off = wallNanos() - atNanos;
        if (Math.abs(off - offNanos) > STEP_NANOS + most) {
            log.warn(
                    "the wall clock is {} ms off what it was {} ms ago: it is followed slowly",
                    (off - offNanos) / 1_000_000,
                    passed / 1_000_000);
        }
        long followed = Math.clamp(off, -most, most);
        atNanos += followed;
        offNanos = off - followed;
        return atNanos;
    }

    /** How far the wall clock is ahead of this one, nanoseconds, when it was last looked at. */
    public synchronized long offNanos() {
        return offNanos;
    }

    private long wallNanos() {
        Instant instant = wall.instant();
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }
}
