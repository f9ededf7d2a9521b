package io.slipstream.dashboard.detection;

import java.time.Instant;

/**
 * A fill that only one of the two readings had.
 *
 * @param exchangeAddress the contract that it happened on
 * @param txHash its transaction
 * @param logIndex its place in the block
 * @param leader the leader's label, or the address where there is none
 * @param blockNumber its block
 * @param kind which reading had it
 * @param foundAt when that was found out
 */
public record Gap(
        String exchangeAddress,
        String txHash,
        long logIndex,
        String leader,
        long blockNumber,
        Kind kind,
        Instant foundAt) {

    /** Which reading had the fill. */
    public enum Kind {
        /** Only the second: it was missed. */
        MISSED,
        /** Only the first: it is not there. */
        EXTRA
    }
}
