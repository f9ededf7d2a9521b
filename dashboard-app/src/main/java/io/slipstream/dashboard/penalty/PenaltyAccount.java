package io.slipstream.dashboard.penalty;

import io.slipstream.dashboard.mode.TradingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that the page shows, from one snapshot of the database.
 *
 * @param mode whether real money moves
 * @param all all leaders together
 * @param leaders each of them, the dearest first
 * @param copies the newest copies that are over, newest first
 */
public record PenaltyAccount(
        TradingMode mode, LeaderPenalty all, List<LeaderPenalty> leaders, List<FollowedCopy> copies) {

    /** The sum first, then each leader. */
    public List<LeaderPenalty> rows() {
        return Stream.concat(Stream.of(all), leaders.stream()).toList();
    }

    /** Whether there may be older copies that are not in the sums. */
    public boolean cut() {
        return all.attributed() + all.unattributed() >= LeaderPenalties.COUNTED;
    }
}
