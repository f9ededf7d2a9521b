package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads which long reads are under way. */
@Component
class CatchUps {

    /** Rows on the page. */
    static final int SHOWN = 20;

    private static final String UNDER_WAY = """
            SELECT name, leaders, from_block, at_block, to_block, blocks_per_second, started_at, updated_at,
                   updated_at < :oldest AS stale
            FROM catch_up ORDER BY started_at, name LIMIT :shown
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    CatchUps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The reads under way, the oldest first. */
    List<CatchUp> underWay() {
        return Rows.all(jdbc.sql(UNDER_WAY)
                .param("oldest", Timestamp.from(clock.instant().minus(NodeBoard.LONGEST_SILENCE)))
                .param("shown", SHOWN)
                .query(CatchUp.class));
    }
}
