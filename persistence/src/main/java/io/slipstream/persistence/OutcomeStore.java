package io.slipstream.persistence;

import io.slipstream.core.copy.SkipReason;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.outcome.OutcomeLine;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is stored of decisions, fills, ends and positions, in the form in which it is held against a replay. Reads only. */
public final class OutcomeStore {

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private final JdbcTemplate jdbc;

    /** Reads from a database. */
    public OutcomeStore(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
    }

    /**
     * Decisions, fills, settlements and ends of a window; without those that no engine made: what a worker that starts skips or ends of the
     * run before.
     *
     * @param fromMicros epoch microseconds
     * @param toMicros the moment before which it ends
     */
    public List<OutcomeLine> lines(long fromMicros, long toMicros) {
        OffsetDateTime from = timestamp(fromMicros);
        OffsetDateTime to = timestamp(toMicros);
        List<OutcomeLine> lines = new ArrayList<>();
        lines.addAll(jdbc.query("""
                SELECT id, decision, decision_reason ->> 'code' AS code, decision_reason ->> 'text' AS text, side,
                  size_shares_target, limit_price, decided_at
                FROM execution_attempt
                WHERE decided_at >= ? AND decided_at < ? AND decision_reason ->> 'code' <> ?""", (row, _) -> decided(row), from, to, SkipReason.RESTARTED.name()));
        lines.addAll(jdbc.query("""
                SELECT attempt_id, seq, filled_shares, fill_price, fee_usdc, liquidity, settlement, fill_at
                FROM execution_fill WHERE fill_at >= ? AND fill_at < ?""", (row, _) -> filled(row), from, to));
        lines.addAll(jdbc.query(
                """
                SELECT attempt_id, seq, settlement, settled_at FROM execution_fill
                WHERE settled_at >= ? AND settled_at < ?""",
                (row, _) -> OutcomeLine.settled(
                        row.getObject("attempt_id", UUID.class),
                        row.getInt("seq"),
                        Settlement.valueOf(row.getString("settlement")),
                        micros(row, "settled_at")),
                from,
                to));
        lines.addAll(jdbc.query(
                """
                SELECT id, status, status_reason, done_at FROM execution_attempt
                WHERE done_at >= ? AND done_at < ? AND decision = 'TRADE' AND status_reason <> ALL (?)""",
                (row, _) -> OutcomeLine.done(
                        row.getObject("id", UUID.class),
                        OrderOutcome.valueOf(row.getString("status")),
                        row.getString("status_reason"),
                        micros(row, "done_at")),
                from,
                to,
                OpenOrderStore.ENDED_BY_A_RESTART.toArray(String[]::new)));
        return lines;
    }

    /** What is held of every token and was made of it, at the moments of its last change. */
    public List<OutcomeLine> positions() {
        return jdbc.query(
                "SELECT token_id, shares, cost_usdc, realized_pnl_usdc, fees_usdc, updated_at FROM position",
                (row, _) -> OutcomeLine.position(
                        TokenId.of(row.getBigDecimal("token_id").toBigIntegerExact()),
                        amount(row, "shares"),
                        amount(row, "cost_usdc"),
                        amount(row, "realized_pnl_usdc"),
                        amount(row, "fees_usdc"),
                        micros(row, "updated_at")));
    }

    private static OutcomeLine decided(ResultSet row) throws SQLException {
        UUID attemptId = row.getObject("id", UUID.class);
        return row.getString("decision").equals("TRADE")
                ? OutcomeLine.traded(
                        attemptId,
                        Side.valueOf(row.getString("side")),
                        amount(row, "size_shares_target"),
                        price(row, "limit_price"),
                        row.getString("text"),
                        micros(row, "decided_at"))
                : OutcomeLine.skipped(
                        attemptId, row.getString("code"), row.getString("text"), micros(row, "decided_at"));
    }

    private static OutcomeLine filled(ResultSet row) throws SQLException {
        long at = micros(row, "fill_at");
        ExecutionFill fill = new ExecutionFill(
                row.getObject("attempt_id", UUID.class),
                row.getInt("seq"),
                amount(row, "filled_shares"),
                price(row, "fill_price"),
                amount(row, "fee_usdc"),
                Liquidity.valueOf(row.getString("liquidity")),
                Settlement.valueOf(row.getString("settlement")),
                at * NANOS_PER_MICRO);
        return OutcomeLine.filled(fill, at);
    }

    private static long amount(ResultSet row, String column) throws SQLException {
        return Micros.fromDecimal(Objects.requireNonNull(row.getBigDecimal(column)));
    }

    private static int price(ResultSet row, String column) throws SQLException {
        BigDecimal price = Objects.requireNonNull(row.getBigDecimal(column));
        return price.movePointRight(Price.DECIMALS).intValueExact();
    }

    private static long micros(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at.toEpochSecond() * MICROS_PER_SECOND + at.getNano() / NANOS_PER_MICRO;
    }

    private static OffsetDateTime timestamp(long micros) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(micros, MICROS_PER_SECOND),
                        Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO)
                .atOffset(ZoneOffset.UTC);
    }
}
