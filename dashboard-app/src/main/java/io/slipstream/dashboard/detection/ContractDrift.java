package io.slipstream.dashboard.detection;

import java.time.Instant;

/**
 * An alarm: a contract that moves leaders' tokens or collateral, and that nothing here knows.
 *
 * @param contract its address
 * @param reason why it raised the alarm
 * @param occurrences how often it did
 * @param exampleTx one of the transactions
 * @param exampleLeader the leader whose tokens moved in it: the label, or the address where there is none
 * @param firstBlock where it was seen first
 * @param lastBlock where it was seen last
 * @param firstSeenAt when it was seen first
 * @param lastSeenAt when it was seen last
 */
public record ContractDrift(
        String contract,
        String reason,
        long occurrences,
        String exampleTx,
        String exampleLeader,
        long firstBlock,
        long lastBlock,
        Instant firstSeenAt,
        Instant lastSeenAt) {}
