package io.slipstream.worker.engine;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** The wall clock in the unit in which events are stamped. */
@Component
public final class EpochNanos {

    private final InstantSource clock;

    EpochNanos(InstantSource clock) {
        this.clock = clock;
    }

    /** Now. */
    public Instant instant() {
        return clock.instant();
    }

    /** Now, in nanoseconds since 1970. */
    public long now() {
        Instant instant = clock.instant();
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
