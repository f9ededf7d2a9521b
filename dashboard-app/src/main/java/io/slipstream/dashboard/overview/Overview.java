package io.slipstream.dashboard.overview;

import io.slipstream.dashboard.books.BookTotal;
import io.slipstream.dashboard.detection.DetectionAlarm;
import io.slipstream.dashboard.equity.Account;
import io.slipstream.dashboard.feeds.FeedBoard;
import io.slipstream.dashboard.fills.Activity;
import io.slipstream.dashboard.fills.CopiedFill;
import io.slipstream.dashboard.fills.FillFilter;
import io.slipstream.dashboard.fills.SkipReason;
import io.slipstream.dashboard.latency.Latency;
import io.slipstream.dashboard.mode.TradingMode;
import io.slipstream.dashboard.positions.OpenPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows besides the curve, from one snapshot of the database.
 *
 * @param mode whether real money moves
 * @param account what the account is worth; none before the first valuation
 * @param today counts of the UTC day
 * @param openPositions how many positions hold shares
 * @param positions the largest of them
 * @param filter which fills were asked for
 * @param fills the newest that pass the filter
 * @param detection block time to detection, last hour
 * @param placement detection to placement, last hour
 * @param skipReasons why fills were skipped, last hour
 * @param feeds what the worker last said about its feeds
 * @param alarm what detection has to tell
 * @param books how the order books are kept
 * @param feeAlarms fees on chain that are not what the registry says
 */
public record Overview(
        TradingMode mode,
        @Nullable Account account,
        Activity today,
        long openPositions,
        List<OpenPosition> positions,
        FillFilter filter,
        List<CopiedFill> fills,
        Latency detection,
        Latency placement,
        List<SkipReason> skipReasons,
        FeedBoard feeds,
        DetectionAlarm alarm,
        BookTotal books,
        long feeAlarms) {

    /** Whether the order books have something to tell; the last word of a silent worker is not of the present. */
    public boolean booksAlarm() {
        return books.alarming() && !feeds.workerSilent();
    }

    /** The count of the most frequent skip reason: what the bars are measured against. */
    public long mostSkips() {
        return skipReasons.stream().mapToLong(SkipReason::fills).max().orElse(1);
    }
}
