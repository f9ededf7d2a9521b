package io.slipstream.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Between the core's epoch nanoseconds and the database's TIMESTAMPTZ, which keeps microseconds. */
final class Nanos {

    private static final long PER_SECOND = 1_000_000_000L;

    private Nanos() {}

    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano());
    }

    static @Nullable OffsetDateTime toTimestamp(@Nullable Long nanos) {
        return nanos == null ? null : toTimestamp(nanos.longValue());
    }

    static OffsetDateTime toTimestamp(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND))
                .atOffset(ZoneOffset.UTC);
    }
}
