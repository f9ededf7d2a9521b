package io.slipstream.dashboard.detection;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a node fares, in the worker's last word about it.
 *
 * @param endpoint its host, and its port where it has an unusual one
 * @param transport ws for one that pushes, http for one that is asked
 * @param state whether the worker relies on it
 * @param detail why, in the worker's words
 * @param headBlock the newest block that it knows of
 * @param blocksBehind how far that is behind the newest that any node knows of
 * @param wins fills that it was the first to tell of
 * @param confirmations fills that it told of after another node had
 * @param misses fills that it should have told of and did not
 * @param errors answers that failed or made no sense
 * @param lagP50Ms half of what it told came faster after the block
 * @param lagP99Ms 99 of 100 came faster
 * @param rangeLimit most blocks that it answers for at once, as far as found out
 * @param rateLimit most requests a second that it takes, as far as found out
 * @param lastContentAt when it last delivered something
 * @param updatedAt when the worker wrote this
 */
public record Node(
        String endpoint,
        String transport,
        State state,
        String detail,
        @Nullable Long headBlock,
        @Nullable Long blocksBehind,
        long wins,
        long confirmations,
        long misses,
        long errors,
        @Nullable BigDecimal lagP50Ms,
        @Nullable BigDecimal lagP99Ms,
        @Nullable Long rangeLimit,
        @Nullable BigDecimal rateLimit,
        @Nullable Instant lastContentAt,
        Instant updatedAt) {

    /** Whether the worker relies on a node; the worst first. */
    public enum State {
        /** It does not answer. */
        DOWN,
        /** It answers, but is asked last. */
        DEMOTED,
        /** It is relied on. */
        LIVE
    }
}
