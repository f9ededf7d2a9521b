package io.slipstream.dashboard.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the second reading found about one leader. Everything but who he is is absent before his first check.
 *
 * @param leader his label, or his address where there is none
 * @param address his wallet
 * @param enabled whether he is followed now
 * @param fromBlock first block that was read a second time
 * @param toBlock last block that was read a second time
 * @param fills his fills in these blocks
 * @param missed those that the first reading had not
 * @param extra fills of the first reading that are not there
 * @param different fills that were stored with other figures or in another place
 * @param late fills that were seen later than they should have been
 * @param worstLagMs the longest time from a block to our seeing it
 * @param checkedAt when he was last checked
 */
public record LeaderProof(
        String leader,
        String address,
        boolean enabled,
        @Nullable Long fromBlock,
        @Nullable Long toBlock,
        @Nullable Long fills,
        @Nullable Long missed,
        @Nullable Long extra,
        @Nullable Long different,
        @Nullable Long late,
        @Nullable Long worstLagMs,
        @Nullable Instant checkedAt) {}
