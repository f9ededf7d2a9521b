package io.slipstream.dashboard.penalty;

import io.slipstream.dashboard.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Adds up what following cost, by leader. The id's time lets the database leave out what is older, and a bound keeps the cost
 * of all time the same however much there is of it.
 */
@Component
class LeaderPenalties {

    /** Sums are of the newest copies, this many at most. */
    static final int COUNTED = 20_000;

    // the limit of one has each fill looked up by its key, where a plain join may read all of them
    // an order that is signed for dollars may get more shares than were ordered
    static final String SUMS = """
            WITH copy AS (
                SELECT * FROM execution_attempt
                WHERE decision = 'TRADE' AND done_at IS NOT NULL AND leader_fill_id >= uuid_v7_floor(:since)
                ORDER BY leader_fill_id DESC LIMIT :counted
            ), known AS (
                SELECT fill.leader_id, coalesce(fill.effective_usdc, fill.leader_usdc) * copy.ratio AS meant_usdc,
                       greatest(copy.size_shares_target, executed.shares)
                           * coalesce(fill.effective_price, fill.leader_price) AS ordered_usdc,
                       coalesce(executed.shares, 0)
                           * coalesce(fill.effective_price, fill.leader_price) AS filled_usdc, %s
                FROM copy
                CROSS JOIN LATERAL (SELECT * FROM leader_fill WHERE id = copy.leader_fill_id LIMIT 1) fill
                LEFT JOIN LATERAL (
                    SELECT sum(filled_shares) AS shares FROM execution_fill WHERE attempt_id = copy.leader_fill_id) executed ON TRUE
            )
            SELECT leader.id::text AS key, coalesce(nullif(leader.label, ''), leader.address) AS leader,
                   count(total) AS attributed, count(*) - count(total) AS unattributed,
                   coalesce(sum(meant_usdc) FILTER (WHERE total IS NOT NULL), 0) AS meant_usdc,
                   coalesce(sum(ordered_usdc) FILTER (WHERE total IS NOT NULL), 0) AS ordered_usdc,
                   coalesce(sum(filled_usdc) FILTER (WHERE total IS NOT NULL), 0) AS filled_usdc,
                   coalesce(sum(spread), 0) AS spread, coalesce(sum(detection), 0) AS detection,
                   coalesce(sum(known.decision), 0) AS decision, coalesce(sum(submission), 0) AS submission,
                   coalesce(sum(impact), 0) AS impact, coalesce(sum(fee), 0) AS fee,
                   coalesce(sum(rounding), 0) AS rounding, coalesce(sum(unfilled), 0) AS unfilled,
                   coalesce(sum(total), 0) AS total
            FROM known JOIN leader ON leader.id = known.leader_id
            GROUP BY leader.id
            ORDER BY sum(total) DESC NULLS LAST, 2
            """.formatted(Penalty.COLUMNS);

    private final JdbcClient jdbc;

    LeaderPenalties(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every leader with copies of since then that are over, the dearest first. */
    List<LeaderPenalty> since(Instant since) {
        return Rows.all(jdbc.sql(SUMS)
                .param("since", Timestamp.from(since))
                .param("counted", COUNTED)
                .query((row, _) -> leader(row)));
    }

    private static LeaderPenalty leader(ResultSet row) throws SQLException {
        return new LeaderPenalty(
                row.getString("key"),
                row.getString("leader"),
                row.getLong("attributed"),
                row.getLong("unattributed"),
                row.getBigDecimal("meant_usdc"),
                row.getBigDecimal("ordered_usdc"),
                row.getBigDecimal("filled_usdc"),
                Penalty.of(row));
    }
}
