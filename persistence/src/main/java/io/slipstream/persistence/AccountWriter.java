package io.slipstream.persistence;

import io.slipstream.core.engine.Effect;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.portfolio.EquityPoint;
import io.slipstream.core.portfolio.Position;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Positions and equity points. Runs in the caller's transaction. */
final class AccountWriter {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    AccountWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Of several states of one position the last counts. */
    void positions(List<Effect.PositionChanged> changes) {
        Map<TokenId, Position> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.position().tokenId(), change.position()));
        Collection<Position> positions = last.values();
        jdbc.batchUpdate("""
                INSERT INTO position (token_id, condition_id, shares, cost_usdc, realized_pnl_usdc, fees_usdc, mark_price,
                  settled_payout, opened_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (token_id) DO UPDATE SET shares = excluded.shares, cost_usdc = excluded.cost_usdc,
                  realized_pnl_usdc = excluded.realized_pnl_usdc, fees_usdc = excluded.fees_usdc,
                  mark_price = excluded.mark_price, settled_payout = excluded.settled_payout,
                  updated_at = excluded.updated_at""", positions, BATCH, (row, position) -> {
            row.setBigDecimal(1, SqlTypes.decimal(position.tokenId()));
            row.setString(2, position.conditionId());
            row.setBigDecimal(3, Micros.toDecimal(position.sharesMicros()));
            row.setBigDecimal(4, Micros.toDecimal(position.costMicros()));
            row.setBigDecimal(5, Micros.toDecimal(position.realizedMicros()));
            row.setBigDecimal(6, Micros.toDecimal(position.feesMicros()));
            Integer mark = position.markPrice();
            row.setBigDecimal(7, mark == null ? null : Price.toDecimal(mark));
            Long payout = position.settledPayoutMicros();
            row.setBigDecimal(8, payout == null ? null : Micros.toDecimal(payout));
            row.setObject(9, Nanos.toTimestamp(position.openedAtNanos()));
            row.setObject(10, Nanos.toTimestamp(position.updatedAtNanos()));
        });
    }

    void equity(List<Effect.EquityMeasured> points) {
        jdbc.batchUpdate("""
                INSERT INTO equity_point (at, cash_usdc, positions_usdc, equity_usdc, realized_usdc, unrealized_usdc,
                  fees_usdc, unmarked)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (at) DO NOTHING""", points, BATCH, (row, item) -> {
            EquityPoint point = item.point();
            row.setObject(1, Nanos.toTimestamp(point.atNanos()));
            row.setBigDecimal(2, Micros.toDecimal(point.cashMicros()));
            row.setBigDecimal(3, Micros.toDecimal(point.positionsMicros()));
            row.setBigDecimal(4, Micros.toDecimal(point.equityMicros()));
            row.setBigDecimal(5, Micros.toDecimal(point.realizedMicros()));
            row.setBigDecimal(6, Micros.toDecimal(point.unrealizedMicros()));
            row.setBigDecimal(7, Micros.toDecimal(point.feesMicros()));
            row.setInt(8, point.unmarked());
        });
    }
}
