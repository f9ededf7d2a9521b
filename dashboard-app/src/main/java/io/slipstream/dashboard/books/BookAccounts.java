package io.slipstream.dashboard.books;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.database.SnapshotReader;
import io.slipstream.dashboard.feeds.FeedBoards;
import io.slipstream.dashboard.mode.TradingModes;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Reads the whole page. */
@Component
class BookAccounts {

    private final SnapshotReader snapshots;
    private final TradingModes modes;
    private final BookTotals totals;
    private final KeptBooks books;
    private final FeedBoards feeds;
    private final Clock clock;

    BookAccounts(
            SnapshotReader snapshots,
            TradingModes modes,
            BookTotals totals,
            KeptBooks books,
            FeedBoards feeds,
            Clock clock) {
        this.snapshots = snapshots;
        this.modes = modes;
        this.totals = totals;
        this.books = books;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** The page, or what is wrong with the database. */
    Reading<BookAccount> read() {
        return snapshots.read(
                "account of order books",
                () -> new BookAccount(
                        modes.current(), totals.current(), books.worst(), feeds.current(), clock.instant()));
    }
}
