package io.slipstream.dashboard.detection;

import java.time.Instant;

/**
 * One check: a range of final blocks, read a second time.
 *
 * @param fromBlock its first block
 * @param toBlock its last block
 * @param endpoint the node that was asked
 * @param fills leaders' fills in the range
 * @param missed those that the first reading had not
 * @param extra fills of the first reading that are not there
 * @param different fills that were stored with other figures or in another place
 * @param checkedAt when it was done
 */
public record SecondReading(
        long fromBlock,
        long toBlock,
        String endpoint,
        long fills,
        long missed,
        long extra,
        long different,
        Instant checkedAt) {}
