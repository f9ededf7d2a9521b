package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Effect;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far everything is read. A cursor never moves back. Runs in the caller's transaction, with the fills it passes. */
final class CursorWriter {

    private final JdbcTemplate jdbc;

    CursorWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Moves that follow each other are one: only the farthest of the same exchanges and leaders is written. */
    void move(List<Effect.CursorsMoved> moves) {
        Map<CursorMove, Effect.CursorsMoved> farthest = new LinkedHashMap<>();
        for (Effect.CursorsMoved moved : moves) {
            CursorMove move = moved.move();
            farthest.merge(
                    new CursorMove(move.exchanges(), move.leaders(), move.role(), 0),
                    moved,
                    (one, other) -> other.move().toBlock() > one.move().toBlock() ? other : one);
        }
        farthest.values().forEach(this::move);
    }

    /** One statement however many leaders there are. */
    void move(Effect.CursorsMoved moved) {
        CursorMove move = moved.move();
        OffsetDateTime at = Nanos.toTimestamp(moved.atNanos());
        jdbc.update("""
                INSERT INTO polygon_cursor (exchange_address, leader_address, role, last_processed_block, first_block,
                  updated_at)
                SELECT exchange, leader, ?, ?, ?, ? FROM unnest(?) AS exchange CROSS JOIN unnest(?) AS leader
                ON CONFLICT (exchange_address, leader_address, role) DO UPDATE
                SET last_processed_block = excluded.last_processed_block, updated_at = excluded.updated_at
                WHERE polygon_cursor.last_processed_block < excluded.last_processed_block""", statement -> {
            statement.setString(1, move.role());
            statement.setLong(2, move.toBlock());
            statement.setLong(3, move.toBlock() + 1);
            statement.setObject(4, at);
            statement.setArray(5, statement.getConnection().createArrayOf("text", hex(move.exchanges())));
            statement.setArray(6, statement.getConnection().createArrayOf("text", hex(move.leaders())));
        });
    }

    void moveRows(Effect.RowsCursorMoved moved) {
        jdbc.update("""
                INSERT INTO data_api_cursor (leader_address, read_up_to, updated_at) VALUES (?, to_timestamp(?), ?)
                ON CONFLICT (leader_address) DO UPDATE
                SET read_up_to = greatest(data_api_cursor.read_up_to, excluded.read_up_to), updated_at = excluded.updated_at""", moved.leader().hex(), moved.readUpToSeconds(), Nanos.toTimestamp(moved.atNanos()));
    }

    private static String[] hex(Set<Address> addresses) {
        return addresses.stream().sorted().map(Address::hex).toArray(String[]::new);
    }
}
