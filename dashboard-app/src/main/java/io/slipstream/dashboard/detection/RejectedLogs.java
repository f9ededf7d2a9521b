package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the logs that were rejected, by their time. */
@Component
class RejectedLogs {

    /** Rows on the page. */
    static final int SHOWN = 20;

    /** How far they are counted. */
    static final int COUNTED = 10_000;

    // a broken node may send megabytes: the page gets enough to recognise it by
    static final String NEWEST = """
            SELECT encode(digest, 'hex') AS digest, source, left(reason, 300) AS reason, left(payload, 160) AS excerpt,
                   first_seen_at
            FROM rejected_log ORDER BY first_seen_at DESC LIMIT :shown
            """;

    private static final String COUNT =
            "SELECT count(*) FROM (SELECT FROM rejected_log WHERE first_seen_at >= :since LIMIT :most) lately";

    private final JdbcClient jdbc;
    private final Clock clock;

    RejectedLogs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest. */
    List<RejectedLog> newest() {
        return Rows.all(jdbc.sql(NEWEST).param("shown", SHOWN).query(RejectedLog.class));
    }

    /** How many came first within the last 24 hours. */
    BoundedCount ofTheLastDay() {
        return new BoundedCount(
                jdbc.sql(COUNT)
                        .param("since", Timestamp.from(clock.instant().minus(Duration.ofHours(24))))
                        .param("most", COUNTED + 1)
                        .query(Long.class)
                        .single(),
                COUNTED);
    }
}
