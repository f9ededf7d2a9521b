package io.slipstream.dashboard.penalty;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.database.SnapshotReader;
import io.slipstream.dashboard.mode.TradingModes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the whole page. */
@Component
class PenaltyAccounts {

    private final SnapshotReader snapshots;
    private final TradingModes modes;
    private final LeaderPenalties leaders;
    private final LatestCopies copies;
    private final Clock clock;

    PenaltyAccounts(
            SnapshotReader snapshots, TradingModes modes, LeaderPenalties leaders, LatestCopies copies, Clock clock) {
        this.snapshots = snapshots;
        this.modes = modes;
        this.leaders = leaders;
        this.copies = copies;
        this.clock = clock;
    }

    /** The page over a range that ends now, or what is wrong with the database. */
    Reading<PenaltyAccount> read(PenaltyRange range) {
        Instant since = range.since(clock.instant());
        return snapshots.read("penalty", () -> {
            List<LeaderPenalty> each = leaders.since(since);
            return new PenaltyAccount(modes.current(), LeaderPenalty.sum(each), each, copies.since(since));
        });
    }
}
