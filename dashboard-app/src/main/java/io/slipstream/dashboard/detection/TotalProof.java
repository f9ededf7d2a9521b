package io.slipstream.dashboard.detection;

import org.jspecify.annotations.Nullable;

/**
 * What the second reading found about all leaders together.
 *
 * @param leaders leaders that are followed or were checked
 * @param unchecked followed leaders that were not checked yet
 * @param fromBlock first block that was read a second time for any of them
 * @param toBlock last block that was read a second time for any of them
 * @param fills their fills in these blocks
 * @param missed those that the first reading had not
 * @param extra fills of the first reading that are not there
 * @param late fills that were seen later than they should have been
 * @param worstLagMs the longest time from a block to our seeing it; none before the first check
 */
public record TotalProof(
        long leaders,
        long unchecked,
        @Nullable Long fromBlock,
        @Nullable Long toBlock,
        long fills,
        long missed,
        long extra,
        long late,
        @Nullable Long worstLagMs) {}
