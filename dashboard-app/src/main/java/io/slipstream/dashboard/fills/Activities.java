package io.slipstream.dashboard.fills;

import io.slipstream.dashboard.database.Rows;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what was detected and decided lately; the id's time lets the database leave out all other partitions. */
@Component
public class Activities {

    private static final String TODAY = """
            SELECT (SELECT count(*) FROM leader_fill WHERE id >= uuid_v7_floor(:since)) AS detected,
                   count(*) FILTER (WHERE decision = 'TRADE') AS traded,
                   count(*) FILTER (WHERE decision = 'SKIP') AS skipped,
                   count(*) FILTER (WHERE decision = 'TRADE' AND first_fill_at IS NOT NULL) AS got_shares
            FROM execution_attempt WHERE leader_fill_id >= uuid_v7_floor(:since)
            """;

    private static final String SKIPS = """
            SELECT coalesce(decision_reason ->> 'code', 'no code') AS code, count(*) AS fills
            FROM execution_attempt
            WHERE leader_fill_id >= uuid_v7_floor(:since) AND decision = 'SKIP'
            GROUP BY 1 ORDER BY 2 DESC, 1
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Activities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What happened since midnight UTC. */
    public Activity today() {
        return jdbc.sql(TODAY)
                .param("since", at(clock.instant().truncatedTo(ChronoUnit.DAYS)))
                .query(Activity.class)
                .single();
    }

    /** Why fills of the last hour were left alone, the most frequent reason first. */
    public List<SkipReason> skipReasonsOfTheLastHour() {
        return Rows.all(jdbc.sql(SKIPS)
                .param("since", at(clock.instant().minus(Duration.ofHours(1))))
                .query(SkipReason.class));
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
