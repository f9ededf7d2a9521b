package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.LeaderRole;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.StoredFill;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.portfolio.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** What a worker that starts takes over from the one before. */
public class LedgerStore {

    private final JdbcTemplate jdbc;
    private final CursorRepository cursors;
    private final PositionRepository positions;

    LedgerStore(JdbcTemplate jdbc, CursorRepository cursors, PositionRepository positions) {
        this.jdbc = jdbc;
        this.cursors = cursors;
        this.positions = positions;
    }

    /** How far everything is read. */
    @Transactional(readOnly = true)
    public List<Cursor> cursors() {
        return cursors.findAll().stream().map(CursorEntity::toCursor).toList();
    }

    /** When the leader that has waited longest was last read for; now if there is none. */
    public Instant cursorsMovedAt() {
        OffsetDateTime at = jdbc.queryForObject("""
                SELECT coalesce(min(read_at), now()) FROM (
                  SELECT max(c.updated_at) AS read_at FROM polygon_cursor c JOIN leader l ON l.address = c.leader_address
                  WHERE l.enabled AND c.role = 'maker' GROUP BY c.leader_address) AS latest""", OffsetDateTime.class);
        return Objects.requireNonNull(at, "an aggregate always answers").toInstant();
    }

    /** All positions, open or not. */
    @Transactional(readOnly = true)
    public List<Position> positions() {
        return positions.findAll().stream().map(PositionEntity::toPosition).toList();
    }

    /** Up to when each leader's rows of the Data API are read. */
    public Map<Address, Instant> rowCursors() {
        Map<Address, Instant> readUpTo = new HashMap<>();
        jdbc.query("SELECT leader_address, read_up_to FROM data_api_cursor", row -> {
            readUpTo.put(
                    new Address(row.getString(1)),
                    row.getObject(2, OffsetDateTime.class).toInstant());
        });
        return readUpTo;
    }

    /** The fills that a source may deliver again: those not final, and those detected since an instant. */
    public List<StoredFill> fillsSince(Instant since) {
        return jdbc.query("""
                SELECT f.* FROM unconfirmed_fill u JOIN leader_fill f ON f.id = u.leader_fill_id
                WHERE f.block_number > 0 AND f.status <> 'CONFIRMED'
                UNION
                SELECT * FROM leader_fill WHERE id >= uuid_v7_floor(?)
                ORDER BY block_number, log_index""", (row, _) -> stored(row), since.atOffset(ZoneOffset.UTC));
    }

    private static StoredFill stored(ResultSet row) throws SQLException {
        return new StoredFill(fill(row), StoredFill.State.valueOf(row.getString("status")), row.getString("row_key"));
    }

    static LeaderFill fill(ResultSet row) throws SQLException {
        OffsetDateTime fillTime = row.getObject("fill_ts", OffsetDateTime.class);
        return new LeaderFill(
                row.getObject("id", UUID.class),
                row.getString("source"),
                new Address(row.getString("maker")),
                LeaderRole.valueOf(row.getString("leader_role").toUpperCase(Locale.ROOT)),
                new Address(row.getString("exchange_address")),
                row.getLong("block_number"),
                row.getString("block_hash"),
                row.getString("tx_hash"),
                row.getLong("log_index"),
                row.getString("order_hash"),
                new Address(row.getString("maker")),
                new Address(row.getString("taker")),
                TokenId.of(row.getBigDecimal("token_id").toBigIntegerExact()),
                row.getBoolean("combo"),
                Side.valueOf(row.getString("side")),
                Micros.fromDecimal(row.getBigDecimal("leader_price")),
                Micros.fromDecimal(row.getBigDecimal("leader_size")),
                Micros.fromDecimal(row.getBigDecimal("leader_usdc")),
                Micros.fromDecimal(row.getBigDecimal("fee_usdc")),
                fillTime == null ? null : Nanos.of(fillTime.toInstant()),
                Nanos.of(row.getObject("detected_at", OffsetDateTime.class).toInstant()),
                "{}",
                EffectiveColumns.read(row));
    }
}
