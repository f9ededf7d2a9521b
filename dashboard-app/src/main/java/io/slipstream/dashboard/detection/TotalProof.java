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
 * @param different fills that were stored with other figures or in another place
 * @param late fills that were seen later than they should have been
 * @param worstLagMs the longest time from a block to our seeing it; none before the first check
 * @param openMissed those missed that are not put right yet
 * @param openExtra those extra that are not put right yet
 * @param openDifferent those different that are not put right yet
 * @param healed findings that were put right
 */
public record TotalProof(
        long leaders,
        long unchecked,
        @Nullable Long fromBlock,
        @Nullable Long toBlock,
        long fills,
        long missed,
        long extra,
        long different,
        long late,
        @Nullable Long worstLagMs,
        long openMissed,
        long openExtra,
        long openDifferent,
        long healed) {}
