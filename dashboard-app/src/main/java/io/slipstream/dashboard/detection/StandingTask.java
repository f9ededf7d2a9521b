package io.slipstream.dashboard.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the worker does again and again.
 *
 * @param task its name
 * @param lastSuccessAt when it last did its work; none before the first time
 * @param overdue whether that is longer ago than is healthy
 * @param failure how it fails now; none if its last run went well
 * @param updatedAt when the worker last told of it
 */
public record StandingTask(
        String task,
        @Nullable Instant lastSuccessAt,
        boolean overdue,
        @Nullable String failure,
        Instant updatedAt) {

    /** Whether somebody should look at it. */
    public boolean needsAttention() {
        return overdue || failure != null;
    }
}
