package io.slipstream.dashboard.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fill that only one of the two readings had, or that they had differently.
 *
 * @param exchangeAddress the contract that it happened on
 * @param txHash its transaction
 * @param logIndex its place in the block
 * @param leader the leader's label, or the address where there is none
 * @param blockNumber its block
 * @param kind which reading had it
 * @param foundAt when that was found out
 * @param healedAt since when both readings agree; none while they do not
 */
public record Gap(
        String exchangeAddress,
        String txHash,
        long logIndex,
        String leader,
        long blockNumber,
        Kind kind,
        Instant foundAt,
        @Nullable Instant healedAt) {

    /** Which reading had the fill, and how. */
    public enum Kind {
        /** Only the second: it was missed. */
        MISSED,
        /** Only the first: it is not there. */
        EXTRA,
        /** Both, with other figures or in another place. */
        DIFFERENT
    }
}
