package io.slipstream.dashboard.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact that could not be stored or handled and was set aside, with what depends on it.
 *
 * @param identity what it is known by, in hex
 * @param kind what it is
 * @param reason why it was set aside
 * @param sqlstate what PostgreSQL calls that; none if it was not PostgreSQL that refused it
 * @param occurrences how often it came
 * @param quarantinedAt when it first came
 * @param lastSeenAt when it last came
 */
public record QuarantinedFact(
        String identity,
        String kind,
        String reason,
        @Nullable String sqlstate,
        long occurrences,
        Instant quarantinedAt,
        Instant lastSeenAt) {}
