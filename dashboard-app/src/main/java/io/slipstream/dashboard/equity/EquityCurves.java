package io.slipstream.dashboard.equity;

import io.slipstream.dashboard.database.Rows;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads equity curves. A curve costs one index look-up per point drawn, however many points the table holds: each step
 * asks for its own last point instead of grouping all of them. Before them stands the first point of the range, so that
 * the change over the range is the one from its beginning.
 */
@Component
public class EquityCurves {

    private static final String SPAN =
            "SELECT min(at) AS first_at, max(at) AS last_at FROM equity_point WHERE at >= :since";

    // a curve begins where its period does: the last point of the first step may be far from that
    private static final String FIRST_AND_LAST_OF_EACH_STEP = """
            SELECT at, equity_usdc FROM equity_point WHERE at = :first
            UNION
            SELECT point.at, point.equity_usdc
            FROM generate_series(:from::timestamptz, :to::timestamptz, make_interval(secs => :step)) AS step(start)
            CROSS JOIN LATERAL (
                SELECT at, equity_usdc FROM equity_point
                WHERE at >= step.start AND at < step.start + make_interval(secs => :step)
                ORDER BY at DESC LIMIT 1) AS point
            ORDER BY at
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    EquityCurves(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The curve over a range that ends now; without points when the account was not valued in it. */
    public EquityCurve over(EquityRange range) {
        Instant since = range.length() == null ? Instant.EPOCH : clock.instant().minus(range.length());
        Span span = jdbc.sql(SPAN)
                .param("since", Timestamp.from(since))
                .query(Span.class)
                .single();
        if (span.firstAt() == null || span.lastAt() == null) {
            return new EquityCurve(range.stepFor(Duration.ZERO).toSeconds(), List.of());
        }
        long step =
                range.stepFor(Duration.between(span.firstAt(), span.lastAt())).toSeconds();
        List<EquityCurve.Point> points = Rows.all(jdbc.sql(FIRST_AND_LAST_OF_EACH_STEP)
                .param("first", Timestamp.from(span.firstAt()))
                .param("from", Timestamp.from(startOfStep(span.firstAt(), step)))
                .param("to", Timestamp.from(startOfStep(span.lastAt(), step)))
                .param("step", step)
                .query(EquityCurve.Point.class));
        return new EquityCurve(step, points);
    }

    /** Steps start at whole multiples of their length, so that a point keeps its step while time goes on. */
    private static Instant startOfStep(Instant at, long stepSeconds) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), stepSeconds) * stepSeconds);
    }

    private record Span(@Nullable Instant firstAt, @Nullable Instant lastAt) {}
}
