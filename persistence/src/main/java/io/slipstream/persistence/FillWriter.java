package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.money.Micros;
import java.nio.ByteBuffer;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** New leader fills with their raw payload and their chain identity. Runs in the caller's transaction. */
final class FillWriter {

    static final int BATCH = 500;

    private static final Pattern UNSTORABLE = Pattern.compile("\\\\u0000|[:,\\[]\\s*-?[0-9.]+[eE][+-]?[0-9]{3,}|\0");
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcTemplate jdbc;

    FillWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Claims the chain identity of each fill and stores those that were free. Returns the ids of those whose identity
     * belongs to a fill of another id; a fill that is stored under its own id is left as it is.
     */
    Set<UUID> insert(List<Effect.FillObserved> observed, Map<Address, UUID> leaderIds) {
        if (observed.isEmpty()) {
            return Set.of();
        }
        jdbc.batchUpdate(
                "INSERT INTO leader_fill_key (key_digest, leader_fill_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                observed,
                BATCH,
                (row, item) -> {
                    row.setBytes(1, FillKey.of(item.fill()));
                    row.setObject(2, item.fill().id());
                });
        Map<ByteBuffer, UUID> owners = owners(observed);
        Map<Boolean, List<Effect.FillObserved>> byOwnership = observed.stream()
                .collect(Collectors.partitioningBy(
                        item -> item.fill().id().equals(owners.get(ByteBuffer.wrap(FillKey.of(item.fill()))))));
        List<Effect.FillObserved> own = byOwnership.getOrDefault(true, List.of());
        insertRaw(own);
        insertFills(own, leaderIds);
        insertTrades(own);
        return byOwnership.getOrDefault(false, List.of()).stream()
                .map(item -> item.fill().id())
                .collect(Collectors.toSet());
    }

    /** Read after the claim and not taken from update counts, which a rewritten batch does not tell row by row. */
    private Map<ByteBuffer, UUID> owners(List<Effect.FillObserved> observed) {
        byte[][] digests =
                observed.stream().map(item -> FillKey.of(item.fill())).toArray(byte[][]::new);
        Map<ByteBuffer, UUID> owners = new HashMap<>();
        jdbc.query(
                "SELECT key_digest, leader_fill_id FROM leader_fill_key WHERE key_digest = ANY (?)",
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("bytea", digests)),
                row -> {
                    owners.put(ByteBuffer.wrap(row.getBytes(1)), row.getObject(2, UUID.class));
                });
        return owners;
    }

    private void insertRaw(List<Effect.FillObserved> fresh) {
        jdbc.batchUpdate(
                "INSERT INTO leader_fill_raw (id, source, payload, created_at) VALUES (?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING",
                fresh,
                BATCH,
                (row, item) -> {
                    row.setObject(1, item.fill().id());
                    row.setString(2, item.fill().source());
                    row.setString(3, storable(item.fill().payload()));
                    row.setObject(4, Nanos.toTimestamp(item.fill().detectedAtNanos()));
                });
    }

    private void insertFills(List<Effect.FillObserved> fresh, Map<Address, UUID> leaderIds) {
        jdbc.batchUpdate("""
                INSERT INTO leader_fill (id, raw_id, leader_id, source, exchange_address, block_number, block_hash, tx_hash,
                  log_index, order_hash, maker, taker, leader_role, token_id, side, leader_price, leader_size, leader_usdc,
                  fee_usdc, fill_ts, detected_at, status, dedupe_key, combo)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROVISIONAL', ?, ?)
                ON CONFLICT DO NOTHING""", fresh, BATCH, (row, item) -> {
            LeaderFill fill = item.fill();
            row.setObject(1, fill.id());
            row.setObject(2, fill.id());
            row.setObject(3, leaderId(fill, leaderIds));
            row.setString(4, fill.source());
            row.setString(5, fill.exchange().hex());
            row.setLong(6, fill.blockNumber());
            row.setString(7, fill.blockHash());
            row.setString(8, fill.txHash());
            row.setLong(9, fill.logIndex());
            row.setString(10, fill.orderHash());
            row.setString(11, fill.maker().hex());
            row.setString(12, fill.taker().hex());
            row.setString(13, fill.role().name().toLowerCase(Locale.ROOT));
            row.setBigDecimal(14, SqlTypes.decimal(fill.tokenId()));
            row.setString(15, fill.side().name());
            row.setBigDecimal(16, Micros.toDecimal(fill.leaderPriceMicros()));
            row.setBigDecimal(17, Micros.toDecimal(fill.sharesMicros()));
            row.setBigDecimal(18, Micros.toDecimal(fill.usdcMicros()));
            row.setBigDecimal(19, Micros.toDecimal(fill.feeMicros()));
            row.setObject(20, Nanos.toTimestamp(fill.fillTimeNanos()), Types.TIMESTAMP_WITH_TIMEZONE);
            row.setObject(21, Nanos.toTimestamp(fill.detectedAtNanos()));
            row.setString(22, fill.dedupeKey());
            row.setBoolean(23, fill.combo());
        });
    }

    private void insertTrades(List<Effect.FillObserved> fresh) {
        List<Effect.FillObserved> known =
                fresh.stream().filter(item -> item.instrument() != null).toList();
        jdbc.batchUpdate(
                "INSERT INTO trade (leader_fill_id, condition_id, outcome, title, market_key) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                known,
                BATCH,
                (row, item) -> {
                    Instrument instrument = item.instrument();
                    if (instrument == null) {
                        throw new IllegalStateException("filtered above");
                    }
                    row.setObject(1, item.fill().id());
                    row.setString(2, instrument.conditionId());
                    row.setString(3, instrument.outcome());
                    row.setString(4, instrument.title());
                    row.setString(5, instrument.marketKey());
                });
    }

    /** A payload is a peer's word; what PostgreSQL's JSONB cannot hold of it (NUL, absurd numbers) is kept as a string. */
    static String storable(String payload) {
        return UNSTORABLE.matcher(payload).find()
                ? JSON.writeValueAsString(payload.replace("\\u0000", "?").replace('\0', '?'))
                : payload;
    }

    private static UUID leaderId(LeaderFill fill, Map<Address, UUID> leaderIds) {
        UUID id = leaderIds.get(fill.leader());
        if (id == null) {
            throw new IllegalStateException("a fill of a wallet that is not followed: " + fill.leader());
        }
        return id;
    }
}
