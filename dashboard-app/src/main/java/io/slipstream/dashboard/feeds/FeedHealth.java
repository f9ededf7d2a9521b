package io.slipstream.dashboard.feeds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The worker's last word about one of its feeds.
 *
 * @param feed its name
 * @param state whether it delivers
 * @param detail why, in the worker's words
 * @param lastContentAt when it last delivered something; none if it never did
 * @param updatedAt when the worker wrote this
 */
public record FeedHealth(
        String feed, State state, String detail, @Nullable Instant lastContentAt, Instant updatedAt) {

    /** Whether a feed delivers. */
    public enum State {
        /** It delivers. */
        UP,
        /** It delivers less or later than it should. */
        DEGRADED,
        /** It does not deliver. */
        DOWN
    }
}
