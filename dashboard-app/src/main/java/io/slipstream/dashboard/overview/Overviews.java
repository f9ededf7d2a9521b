package io.slipstream.dashboard.overview;

import io.slipstream.dashboard.books.BookTotals;
import io.slipstream.dashboard.calibration.FeeAlarms;
import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.database.SnapshotReader;
import io.slipstream.dashboard.detection.DetectionAlarms;
import io.slipstream.dashboard.equity.Accounts;
import io.slipstream.dashboard.feeds.FeedBoards;
import io.slipstream.dashboard.fills.Activities;
import io.slipstream.dashboard.fills.FillFilter;
import io.slipstream.dashboard.fills.LatestFills;
import io.slipstream.dashboard.latency.Latencies;
import io.slipstream.dashboard.mode.TradingModes;
import io.slipstream.dashboard.positions.OpenPositions;
import org.springframework.stereotype.Component;

/** Reads the whole overview. */
@Component
class Overviews {

    private final SnapshotReader snapshots;
    private final TradingModes modes;
    private final Accounts accounts;
    private final Activities activities;
    private final OpenPositions positions;
    private final LatestFills fills;
    private final Latencies latencies;
    private final FeedBoards feeds;
    private final DetectionAlarms alarms;
    private final BookTotals books;
    private final FeeAlarms feeAlarms;

    Overviews(
            SnapshotReader snapshots,
            TradingModes modes,
            Accounts accounts,
            Activities activities,
            OpenPositions positions,
            LatestFills fills,
            Latencies latencies,
            FeedBoards feeds,
            DetectionAlarms alarms,
            BookTotals books,
            FeeAlarms feeAlarms) {
        this.snapshots = snapshots;
        this.modes = modes;
        this.accounts = accounts;
        this.activities = activities;
        this.positions = positions;
        this.fills = fills;
        this.latencies = latencies;
        this.feeds = feeds;
        this.alarms = alarms;
        this.books = books;
        this.feeAlarms = feeAlarms;
    }

    /** The overview with the fills that pass the filter, or what is wrong with the database. */
    Reading<Overview> read(FillFilter filter) {
        return snapshots.read(
                "overview",
                () -> new Overview(
                        modes.current(),
                        accounts.latest().orElse(null),
                        activities.today(),
                        positions.count(),
                        positions.largest(),
                        filter,
                        fills.show(filter),
                        latencies.detection(),
                        latencies.placement(),
                        activities.skipReasonsOfTheLastHour(),
                        feeds.current(),
                        alarms.current(),
                        books.current(),
                        feeAlarms.open()));
    }
}
