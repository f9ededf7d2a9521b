package io.slipstream.persistence;

import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** The registry of markets and their tokens. */
public class MarketStore {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final JdbcTemplate jdbc;
    private final QuarantineStore quarantine;

    MarketStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.quarantine = new QuarantineStore(jdbc);
    }

    /**
     * What became of markets.
     *
     * @param stored those that are stored; the others are in quarantine
     * @param alarms those that are in quarantine for the first time
     */
    public record Saved(List<Market> stored, List<QuarantinedFact> alarms) {}

    /** Stores markets, replacing what is known of them; a payout once known is kept. What is refused goes into quarantine. */
    @Transactional
    public Saved save(List<Market> markets, Instant now) {
        Map<Market, WriteFailure> refused = new LinkedHashMap<>();
        new Sieve(jdbc).<Market>store(markets, some -> write(List.copyOf(some), now), refused::put);
        if (refused.isEmpty()) {
            return new Saved(markets, List.of());
        }
        List<QuarantinedFact> aside = new ArrayList<>();
        refused.forEach(
                (market, why) -> aside.add(QuarantinedFact.refused("Market", market.conditionId(), why, market)));
        return new Saved(
                markets.stream().filter(market -> !refused.containsKey(market)).toList(), quarantine.keep(aside, now));
    }

    private void write(List<Market> markets, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate("""
                INSERT INTO market_registry (condition_id, market_key, title, category, end_date, enable_order_book, active,
                  closed, neg_risk, updated_at, paused)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (condition_id) DO UPDATE SET market_key = excluded.market_key, title = excluded.title,
                  category = excluded.category, end_date = excluded.end_date,
                  enable_order_book = excluded.enable_order_book, active = excluded.active, closed = excluded.closed,
                  neg_risk = excluded.neg_risk, updated_at = excluded.updated_at, paused = excluded.paused""", markets, 500, (row, market) -> {
            row.setString(1, market.conditionId());
            row.setString(2, market.marketKey());
            row.setString(3, market.title());
            row.setString(4, market.category());
            Instant end = market.endDate();
            row.setObject(5, end == null ? null : end.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            row.setBoolean(6, market.enableOrderBook());
            row.setBoolean(7, market.active());
            row.setBoolean(8, market.closed());
            row.setBoolean(9, market.negRisk());
            row.setObject(10, at);
            row.setBoolean(11, market.outcomes().stream().anyMatch(Instrument::paused));
        });
        jdbc.batchUpdate("""
                INSERT INTO market_token (token_id, condition_id, outcome, outcome_index, tick_size, min_size, fee_rate,
                  fee_exponent, fee_taker_only, neg_risk, payout, updated_at, taker_delay_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (token_id) DO UPDATE SET condition_id = excluded.condition_id, outcome = excluded.outcome,
                  outcome_index = excluded.outcome_index, tick_size = excluded.tick_size, min_size = excluded.min_size,
                  fee_rate = excluded.fee_rate, fee_exponent = excluded.fee_exponent,
                  fee_taker_only = excluded.fee_taker_only, neg_risk = excluded.neg_risk,
                  payout = coalesce(excluded.payout, market_token.payout), updated_at = excluded.updated_at,
                  taker_delay_ms = excluded.taker_delay_ms""", tokenRows(markets), 500, (row, token) -> {
            Instrument instrument = token.instrument();
            row.setBigDecimal(1, SqlTypes.decimal(instrument.tokenId()));
            row.setString(2, instrument.conditionId());
            row.setString(3, instrument.outcome());
            row.setInt(4, instrument.outcomeIndex());
            row.setBigDecimal(5, Price.toDecimal(instrument.tick().size()));
            row.setBigDecimal(6, Micros.toDecimal(instrument.minSizeMicros()));
            row.setBigDecimal(7, Micros.toDecimal(instrument.fee().rateMicros()));
            row.setInt(8, instrument.fee().exponent());
            row.setBoolean(9, instrument.fee().takerOnly());
            row.setBoolean(10, instrument.negRisk());
            Long payout = token.payoutMicros();
            row.setBigDecimal(11, payout == null ? null : Micros.toDecimal(payout));
            row.setObject(12, at);
            row.setLong(13, instrument.takerDelayNanos() / NANOS_PER_MILLI);
        });
    }

    /** Every token of a market that is not closed, and every token that is held. */
    public List<Instrument> loadInstruments() {
        return jdbc.query("""
                SELECT t.*, m.market_key, m.title, m.enable_order_book AND m.active AND NOT m.closed AS tradable,
                  m.enable_order_book AND m.active AND NOT m.closed AND m.paused AS paused
                FROM market_token t JOIN market_registry m USING (condition_id)
                WHERE NOT m.closed OR EXISTS (SELECT FROM position p WHERE p.token_id = t.token_id AND p.shares > 0)
                ORDER BY t.token_id""", (row, _) -> instrument(row));
    }

    /** Conditions in which we hold something. */
    public List<String> heldConditions() {
        List<String> conditions = new ArrayList<>();
        jdbc.query("SELECT DISTINCT condition_id FROM position WHERE shares > 0 ORDER BY condition_id", row -> {
            conditions.add(row.getString(1));
        });
        return conditions;
    }

    /** Gives recent fills whose token was unknown when they came the trade row that they lack; returns how many. */
    @Transactional
    public int completeTrades() {
        return jdbc.update("""
                INSERT INTO trade (leader_fill_id, condition_id, outcome, title, market_key)
                SELECT f.id, t.condition_id, t.outcome, m.title, m.market_key
                FROM leader_fill f JOIN market_token t USING (token_id) JOIN market_registry m USING (condition_id)
                WHERE f.id >= uuid_v7_floor(now() - INTERVAL '2 days')
                  AND NOT EXISTS (SELECT FROM trade x WHERE x.leader_fill_id = f.id)
                ON CONFLICT DO NOTHING""");
    }

    private static List<TokenRow> tokenRows(List<Market> markets) {
        List<TokenRow> rows = new ArrayList<>();
        for (Market market : markets) {
            List<Long> payouts = market.payoutMicros();
            for (Instrument outcome : market.outcomes()) {
                rows.add(new TokenRow(outcome, payouts == null ? null : payouts.get(outcome.outcomeIndex())));
            }
        }
        return rows;
    }

    private static Instrument instrument(ResultSet row) throws SQLException {
        return new Instrument(
                TokenId.of(row.getBigDecimal("token_id").toBigIntegerExact()),
                row.getString("condition_id"),
                row.getString("market_key"),
                row.getString("title"),
                row.getString("outcome"),
                row.getInt("outcome_index"),
                new Tick(Price.parse(row.getBigDecimal("tick_size").toPlainString())),
                Micros.fromDecimal(row.getBigDecimal("min_size")),
                new FeeSchedule(
                        Micros.fromDecimal(row.getBigDecimal("fee_rate")),
                        row.getInt("fee_exponent"),
                        row.getBoolean("fee_taker_only")),
                row.getLong("taker_delay_ms") * NANOS_PER_MILLI,
                row.getBoolean("neg_risk"),
                row.getBoolean("tradable"),
                row.getBoolean("paused"));
    }

    private record TokenRow(Instrument instrument, @Nullable Long payoutMicros) {}
}
