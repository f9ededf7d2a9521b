package io.slipstream.dashboard.latency;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the latencies of the last hour. */
@Component
public class Latencies {

    private static final String DETECTION = percentiles("""
            SELECT extract(EPOCH FROM detected_at - fill_ts) * 1000 AS millis
            FROM leader_fill WHERE id >= uuid_v7_floor(:since) AND fill_ts IS NOT NULL""");

    private static final String PLACEMENT = percentiles("""
            SELECT extract(EPOCH FROM attempt.placed_at - fill.detected_at) * 1000 AS millis
            FROM execution_attempt attempt JOIN leader_fill fill ON fill.id = attempt.leader_fill_id
            WHERE attempt.leader_fill_id >= uuid_v7_floor(:since) AND fill.id >= uuid_v7_floor(:since)
              AND attempt.placed_at IS NOT NULL""");

    private final JdbcClient jdbc;
    private final Clock clock;

    Latencies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** From the block's time, which is in whole seconds, to our seeing the fill. */
    public Latency detection() {
        return lastHour(DETECTION);
    }

    /** From seeing the fill to our order's placement. */
    public Latency placement() {
        return lastHour(PLACEMENT);
    }

    private Latency lastHour(String sql) {
        return jdbc.sql(sql)
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofHours(1))))
                .query(Latency.class)
                .single();
    }

    private static String percentiles(String measured) {
        return """
                SELECT samples, p[1]::numeric AS p50_millis, p[2]::numeric AS p95_millis, p[3]::numeric AS p99_millis
                FROM (SELECT count(*) AS samples,
                             percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY millis) AS p
                      FROM (%s) measured) distribution""".formatted(measured);
    }
}
