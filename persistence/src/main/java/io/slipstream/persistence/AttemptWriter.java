package io.slipstream.persistence;

import io.slipstream.core.attribution.Copy;
import io.slipstream.core.attribution.FollowerPenalty;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.FillBounds;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Attempts and their fills. Runs in the caller's transaction. */
final class AttemptWriter {

    private static final int BATCH = 500;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    AttemptWriter(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void decided(List<Effect.AttemptDecided> attempts) {
        jdbc.batchUpdate("""
                INSERT INTO execution_attempt (leader_fill_id, id, mode, decision, decision_reason, ratio, token_id, side,
                  size_shares_target, limit_price, time_in_force, ttl_ms, status, decided_at, done_at, created_at)
                VALUES (?, ?, 'paper', ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now())
                ON CONFLICT DO NOTHING""", attempts, BATCH, (row, attempt) -> {
            Decision.Trade trade = attempt.decision() instanceof Decision.Trade t ? t : null;
            row.setObject(1, attempt.fill().id());
            row.setObject(2, attempt.fill().id());
            row.setString(3, trade == null ? "SKIP" : "TRADE");
            row.setString(4, reason(attempt.decision()));
            row.setBigDecimal(5, Micros.toDecimal(attempt.ratioMicros()));
            row.setBigDecimal(6, SqlTypes.decimal(attempt.fill().tokenId()));
            row.setString(7, attempt.fill().side().name());
            row.setBigDecimal(8, trade == null ? BigDecimal.ZERO : Micros.toDecimal(trade.sharesMicros()));
            row.setBigDecimal(9, trade == null ? null : Price.toDecimal(trade.limitPrice()));
            row.setString(10, attempt.timeInForce().name());
            row.setLong(11, attempt.ttlNanos() / NANOS_PER_MILLI);
            row.setString(12, trade == null ? "SKIPPED" : "SUBMITTED");
            row.setObject(13, Nanos.toTimestamp(attempt.atNanos()));
            row.setObject(
                    14, trade == null ? Nanos.toTimestamp(attempt.atNanos()) : null, Types.TIMESTAMP_WITH_TIMEZONE);
        });
    }

    void placed(List<Effect.AttemptPlaced> attempts) {
        jdbc.batchUpdate(
                "UPDATE execution_attempt SET placed_at = ? WHERE leader_fill_id = ?",
                attempts,
                BATCH,
                (row, attempt) -> {
                    row.setObject(1, Nanos.toTimestamp(attempt.atNanos()));
                    row.setObject(2, attempt.attemptId());
                });
    }

    void filled(List<Effect.AttemptFilled> fills) {
        jdbc.batchUpdate("""
                INSERT INTO execution_fill (id, attempt_id, seq, filled_shares, fill_price, fee_usdc, liquidity, settlement,
                  fill_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", fills, BATCH, (row, item) -> {
            ExecutionFill fill = item.fill();
            row.setObject(1, id(fill));
            row.setObject(2, fill.attemptId());
            row.setInt(3, fill.seq());
            row.setBigDecimal(4, Micros.toDecimal(fill.sharesMicros()));
            row.setBigDecimal(5, Price.toDecimal(fill.price()));
            row.setBigDecimal(6, Micros.toDecimal(fill.feeMicros()));
            row.setString(7, fill.liquidity().name());
            row.setString(8, fill.settlement().name());
            row.setObject(9, Nanos.toTimestamp(fill.atNanos()));
        });
        jdbc.batchUpdate("""
                UPDATE execution_attempt SET status = 'PARTIAL', first_fill_at = coalesce(first_fill_at, ?)
                WHERE leader_fill_id = ?""", fills, BATCH, (row, item) -> {
            row.setObject(1, Nanos.toTimestamp(item.fill().atNanos()));
            row.setObject(2, item.fill().attemptId());
        });
    }

    /** What is settled or undone stays so. */
    void settled(List<Effect.FillSettled> fills) {
        jdbc.batchUpdate("""
                UPDATE execution_fill SET settlement = ?, settled_at = ?
                WHERE attempt_id = ? AND seq = ? AND settlement = 'MATCHED'""", fills, BATCH, (row, fill) -> {
            row.setString(1, fill.outcome().name());
            row.setObject(2, Nanos.toTimestamp(fill.atNanos()));
            row.setObject(3, fill.attemptId());
            row.setInt(4, fill.seq());
        });
    }

    void done(List<Effect.AttemptDone> attempts) {
        jdbc.batchUpdate(
                "UPDATE execution_attempt SET status = ?, status_reason = ?, done_at = ? WHERE leader_fill_id = ?",
                attempts,
                BATCH,
                (row, attempt) -> {
                    row.setString(1, attempt.outcome().name());
                    row.setString(2, attempt.reason());
                    row.setObject(3, Nanos.toTimestamp(attempt.atNanos()));
                    row.setObject(4, attempt.attemptId());
                });
    }

    void bounded(List<Effect.AttemptBounded> attempts) {
        jdbc.batchUpdate("""
                UPDATE execution_attempt SET pessimistic_shares = ?, pessimistic_usdc = ?, pessimistic_fee_usdc = ?,
                  optimistic_shares = ?, optimistic_usdc = ?, optimistic_fee_usdc = ?
                WHERE leader_fill_id = ?""", attempts, BATCH, (row, attempt) -> {
            FillBounds.Bound pessimistic = attempt.bounds().pessimistic();
            FillBounds.Bound optimistic = attempt.bounds().optimistic();
            row.setBigDecimal(1, Micros.toDecimal(pessimistic.sharesMicros()));
            row.setBigDecimal(2, Micros.toDecimal(pessimistic.notionalMicros()));
            row.setBigDecimal(3, Micros.toDecimal(pessimistic.feeMicros()));
            row.setBigDecimal(4, Micros.toDecimal(optimistic.sharesMicros()));
            row.setBigDecimal(5, Micros.toDecimal(optimistic.notionalMicros()));
            row.setBigDecimal(6, Micros.toDecimal(optimistic.feeMicros()));
            row.setObject(7, attempt.attemptId());
        });
    }

    void attributed(List<Effect.CopyAttributed> copies) {
        jdbc.batchUpdate("""
                UPDATE execution_attempt SET touch_at_leader = ?, touch_at_detection = ?, touch_at_decision = ?, touch_at_arrival = ?,
                  penalty_mark = ?, penalty_spread_usdc = ?, penalty_detection_usdc = ?, penalty_decision_usdc = ?,
                  penalty_submission_usdc = ?, penalty_impact_usdc = ?, penalty_fee_usdc = ?, penalty_rounding_usdc = ?,
                  penalty_unfilled_usdc = ?, penalty_usdc = ?
                WHERE leader_fill_id = ?""", copies, BATCH, (row, copy) -> {
            Copy.Path path = copy.copy().path();
            FollowerPenalty penalty = copy.penalty();
            row.setBigDecimal(1, Price.toDecimal(path.atLeader()));
            row.setBigDecimal(2, Price.toDecimal(path.atDetection()));
            row.setBigDecimal(3, Price.toDecimal(path.atDecision()));
            row.setBigDecimal(4, Price.toDecimal(path.atArrival()));
            row.setBigDecimal(5, Micros.toDecimal(copy.copy().mark()));
            long[] parts = {
                penalty.spread(),
                penalty.detection(),
                penalty.decision(),
                penalty.submission(),
                penalty.impact(),
                penalty.fee(),
                penalty.rounding(),
                penalty.unfilled(),
                penalty.total()
            };
            for (int i = 0; i < parts.length; i++) {
                row.setBigDecimal(6 + i, Micros.toDecimal(parts[i]));
            }
            row.setObject(6 + parts.length, copy.attemptId());
        });
    }

    private String reason(Decision decision) {
        String code = switch (decision) {
            case Decision.Trade _ -> "COPY";
            case Decision.Skip skip -> skip.reason().name();
        };
        return json.writeValueAsString(Map.of("code", code, "text", decision.text()));
    }

    /** The same fill has the same id in every replay. */
    private static UUID id(ExecutionFill fill) {
        return UUID.nameUUIDFromBytes((fill.attemptId() + "|" + fill.seq()).getBytes(StandardCharsets.UTF_8));
    }
}
