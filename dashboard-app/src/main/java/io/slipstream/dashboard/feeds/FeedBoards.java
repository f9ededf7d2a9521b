package io.slipstream.dashboard.feeds;

import io.slipstream.dashboard.database.Rows;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the feeds' health. */
@Component
public class FeedBoards {

    private final JdbcClient jdbc;
    private final Clock clock;

    FeedBoards(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All feeds as last reported. */
    public FeedBoard current() {
        return new FeedBoard(
                Rows.all(jdbc.sql(
                                "SELECT feed, state, detail, last_content_at, updated_at FROM feed_health ORDER BY feed")
                        .query(FeedHealth.class)),
                clock.instant());
    }
}
