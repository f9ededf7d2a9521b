package io.slipstream.persistence;

import io.slipstream.core.execution.OpenOrder;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.venue.TimeInForce;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders that were open when the worker before this one stopped. Nobody saw a book meanwhile: nothing is filled of that time, and
 * what is not over by its time to live goes on.
 */
public class OpenOrderStore {

    private static final String NEVER_ARRIVED = "the worker stopped before the order reached the venue";
    private static final String OVER = "time to live was over while the worker was down";
    private static final String EXPIRED = "expired while the worker was down";
    private static final String NOT_ANSWERED = "the worker stopped before the venue had answered";
    private static final String NOT_TRADING = "the market does not trade any more";

    /** Why orders ended that no engine ended. */
    static final List<String> ENDED_BY_A_RESTART = List.of(NEVER_ARRIVED, OVER, EXPIRED, NOT_ANSWERED, NOT_TRADING);

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Until when an order is open by itself: as {@link TimeInForce#expirationSeconds} has it, and at once if it does not rest. */
    private static final String OPEN_UNTIL = """
            CASE time_in_force WHEN 'GTC' THEN placed_at + ttl_ms * INTERVAL '1 millisecond'
              WHEN 'GTD' THEN date_trunc('second', decided_at + ttl_ms * INTERVAL '1 millisecond') + INTERVAL '1 second'
              ELSE placed_at END""";

    private final JdbcTemplate jdbc;

    OpenOrderStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Ends the orders that are over: at the end of their time, those that never reached a book, and those that do not rest, whose
     * fate at the venue was not known yet. Answers how many. Trades that had not settled yet are taken to have.
     */
    @Transactional
    public int endWhatIsOver(Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        // which of them would have failed is not known any more
        jdbc.update(
                "UPDATE execution_fill SET settlement = 'CONFIRMED', settled_at = ? WHERE settlement = 'MATCHED'", at);
        return jdbc.update("""
                UPDATE execution_attempt a
                SET status = CASE WHEN EXISTS (SELECT FROM execution_fill f WHERE f.attempt_id = a.leader_fill_id)
                                  THEN 'PARTIAL' ELSE 'CANCELED' END,
                    status_reason = CASE WHEN placed_at IS NULL THEN ?
                                         WHEN time_in_force = 'GTC' THEN ?
                                         WHEN time_in_force = 'GTD' THEN ? ELSE ? END,
                    done_at = CASE WHEN placed_at IS NULL THEN ? ELSE %1$s END
                WHERE done_at IS NULL AND (placed_at IS NULL OR %1$s <= ?)""".formatted(OPEN_UNTIL), NEVER_ARRIVED, OVER, EXPIRED, NOT_ANSWERED, at, at);
    }

    /**
     * The orders that go on. One in a token that does not trade any more is ended.
     *
     * @param instruments what is known of a token, null if nothing is
     */
    @Transactional
    public List<OpenOrder> goingOn(Function<TokenId, @Nullable Instrument> instruments, Instant now) {
        jdbc.update("""
                UPDATE execution_attempt a
                SET status = CASE WHEN EXISTS (SELECT FROM execution_fill f WHERE f.attempt_id = a.leader_fill_id)
                                  THEN 'PARTIAL' ELSE 'CANCELED' END,
                    status_reason = ?, done_at = ?
                WHERE done_at IS NULL AND NOT EXISTS (
                  SELECT FROM market_token t JOIN market_registry m ON m.condition_id = t.condition_id
                  WHERE t.token_id = a.token_id AND m.active AND m.enable_order_book AND NOT m.closed)""", NOT_TRADING, now.atOffset(ZoneOffset.UTC));
        return jdbc.query("""
                        SELECT a.leader_fill_id, a.token_id, a.side, a.size_shares_target, a.limit_price, a.time_in_force,
                          a.ttl_ms, a.decided_at, a.placed_at,
                          coalesce(sum(f.filled_shares), 0) AS filled,
                          coalesce(trunc(sum(f.filled_shares * f.fill_price), 6), 0) AS notional,
                          coalesce(sum(f.fee_usdc), 0) AS fee, count(f.id)::INT AS fills
                        FROM execution_attempt a LEFT JOIN execution_fill f ON f.attempt_id = a.leader_fill_id
                        WHERE a.done_at IS NULL GROUP BY a.leader_fill_id ORDER BY a.placed_at, a.leader_fill_id""", (row, _) -> order(row, instruments)).stream()
                .flatMap(order -> order == null ? Stream.empty() : Stream.of(order))
                .toList();
    }

    private static @Nullable OpenOrder order(ResultSet row, Function<TokenId, @Nullable Instrument> instruments)
            throws SQLException {
        Instrument instrument =
                instruments.apply(TokenId.of(row.getBigDecimal("token_id").toBigIntegerExact()));
        if (instrument == null) {
            return null;
        }
        TimeInForce timeInForce = TimeInForce.valueOf(row.getString("time_in_force"));
        long ttlNanos = row.getLong("ttl_ms") * NANOS_PER_MILLI;
        OrderRequest request = new OrderRequest(
                Objects.requireNonNull(row.getObject("leader_fill_id", UUID.class), "a key"),
                instrument,
                Side.valueOf(row.getString("side")),
                Micros.fromDecimal(row.getBigDecimal("size_shares_target")),
                row.getBigDecimal("limit_price").movePointRight(Price.DECIMALS).intValueExact(),
                timeInForce,
                ttlNanos,
                timeInForce.expirationSeconds(
                        Nanos.of(row.getObject("decided_at", OffsetDateTime.class)
                                .toInstant()),
                        ttlNanos));
        return new OpenOrder(
                request,
                Nanos.of(row.getObject("placed_at", OffsetDateTime.class).toInstant()),
                Micros.fromDecimal(row.getBigDecimal("filled")),
                Micros.fromDecimal(row.getBigDecimal("notional")),
                Micros.fromDecimal(row.getBigDecimal("fee")),
                row.getInt("fills"));
    }
}
