package io.slipstream.dashboard.penalty;

import io.slipstream.dashboard.database.Rows;
import io.slipstream.dashboard.penalty.FollowedCopy.Result;
import io.slipstream.dashboard.penalty.FollowedCopy.Way;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the newest copies that are over, by the index of these and from its end. */
@Component
class LatestCopies {

    /** Rows on the page. */
    static final int SHOWN = 100;

    static final String NEWEST = """
            WITH copy AS (
                SELECT * FROM execution_attempt
                WHERE decision = 'TRADE' AND done_at IS NOT NULL AND leader_fill_id >= uuid_v7_floor(:since)
                ORDER BY leader_fill_id DESC LIMIT :shown
            )
            SELECT copy.id, fill.detected_at, coalesce(nullif(leader.label, ''), leader.address) AS leader, copy.side,
                   copy.token_id::text AS token_id, coalesce(trade.title, market.title) AS title,
                   coalesce(trade.outcome, token.outcome) AS outcome,
                   coalesce(fill.effective_price, fill.leader_price) AS leader_price,
                   greatest(trunc(coalesce(fill.effective_size, fill.leader_size) * copy.ratio, 6), copy.size_shares_target,
                            executed.shares) AS meant,
                   greatest(copy.size_shares_target, executed.shares) AS ordered,
                   touch_at_leader, touch_at_detection, touch_at_decision, touch_at_arrival, %s,
                   executed.shares, executed.usdc, executed.fee_usdc, executed.failed_fills,
                   pessimistic_shares, pessimistic_usdc, pessimistic_fee_usdc,
                   optimistic_shares, optimistic_usdc, optimistic_fee_usdc
            FROM copy
            JOIN leader_fill fill ON fill.id = copy.leader_fill_id
            JOIN leader ON leader.id = fill.leader_id
            LEFT JOIN trade ON trade.leader_fill_id = copy.leader_fill_id
            LEFT JOIN market_token token ON token.token_id = copy.token_id
            LEFT JOIN market_registry market ON market.condition_id = token.condition_id
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(filled_shares), 0) AS shares,
                       coalesce(sum(trunc(filled_shares * fill_price, 6)), 0) AS usdc,
                       coalesce(sum(fee_usdc), 0) AS fee_usdc,
                       count(*) FILTER (WHERE settlement = 'FAILED') AS failed_fills
                FROM execution_fill WHERE attempt_id = copy.leader_fill_id) executed
            ORDER BY copy.leader_fill_id DESC
            """.formatted(Penalty.COLUMNS.strip());

    private final JdbcClient jdbc;

    LatestCopies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest of since then, newest first. */
    List<FollowedCopy> since(Instant since) {
        return Rows.all(jdbc.sql(NEWEST)
                .param("since", Timestamp.from(since))
                .param("shown", SHOWN)
                .query((row, _) -> copy(row)));
    }

    private static FollowedCopy copy(ResultSet row) throws SQLException {
        boolean attributed = row.getBigDecimal("total") != null;
        return new FollowedCopy(
                row.getObject("id", UUID.class),
                row.getTimestamp("detected_at").toInstant(),
                row.getString("leader"),
                row.getString("side"),
                row.getString("token_id"),
                row.getString("title"),
                row.getString("outcome"),
                row.getBigDecimal("meant"),
                row.getBigDecimal("ordered"),
                row.getBigDecimal("leader_price"),
                attributed ? way(row) : null,
                attributed ? Penalty.of(row) : null,
                new Result(row.getBigDecimal("shares"), row.getBigDecimal("usdc"), row.getBigDecimal("fee_usdc")),
                row.getLong("failed_fills"),
                bound(row, "pessimistic"),
                bound(row, "optimistic"));
    }

    private static Way way(ResultSet row) throws SQLException {
        return new Way(
                row.getBigDecimal("touch_at_leader"),
                row.getBigDecimal("touch_at_detection"),
                row.getBigDecimal("touch_at_decision"),
                row.getBigDecimal("touch_at_arrival"));
    }

    private static @Nullable Result bound(ResultSet row, String model) throws SQLException {
        BigDecimal shares = row.getBigDecimal(model + "_shares");
        return shares == null
                ? null
                : new Result(shares, row.getBigDecimal(model + "_usdc"), row.getBigDecimal(model + "_fee_usdc"));
    }
}
