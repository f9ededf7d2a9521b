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

/** How far everything is read. A cursor never moves back, unless following begins anew. Runs in the caller's transaction, with the fills it passes. */
final class CursorWriter {

    private final JdbcTemplate jdbc;

    CursorWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Moves of the same exchanges and leaders are one: the farthest is written, and the first tells where they began. */
    void move(List<Effect.CursorsMoved> moves) {
        Map<CursorMove, Span> spans = new LinkedHashMap<>();
        for (Effect.CursorsMoved moved : moves) {
            CursorMove move = moved.move();
            spans.computeIfAbsent(
                            new CursorMove(move.exchanges(), move.leaders(), move.role(), 0, move.begins()),
                            _ -> new Span(move.toBlock()))
                    .add(moved);
        }
        spans.forEach(this::write);
    }

    private static final class Span {
        private long first;
        private long last;
        private long atNanos;

        Span(long block) {
            this.first = block;
            this.last = block;
        }

        void add(Effect.CursorsMoved moved) {
            first = Math.min(first, moved.move().toBlock());
            last = Math.max(last, moved.move().toBlock());
            atNanos = moved.atNanos();
        }
    }

    /** One statement however many leaders there are. */
    private void write(CursorMove move, Span span) {
        OffsetDateTime at = Nanos.toTimestamp(span.atNanos);
        jdbc.update("""
                INSERT INTO polygon_cursor (exchange_address, leader_address, role, last_processed_block, first_block,
                  updated_at)
                SELECT exchange, leader, ?, ?, ?, ? FROM unnest(?) AS exchange CROSS JOIN unnest(?) AS leader
                ON CONFLICT (exchange_address, leader_address, role) DO UPDATE
                SET last_processed_block = excluded.last_processed_block, updated_at = excluded.updated_at,
                    first_block = CASE WHEN ? THEN excluded.first_block ELSE polygon_cursor.first_block END
                WHERE ? OR polygon_cursor.last_processed_block < excluded.last_processed_block""", statement -> {
            statement.setString(1, move.role());
            statement.setLong(2, span.last);
            statement.setLong(3, span.first + 1);
            statement.setObject(4, at);
            statement.setArray(5, statement.getConnection().createArrayOf("text", hex(move.exchanges())));
            statement.setArray(6, statement.getConnection().createArrayOf("text", hex(move.leaders())));
            statement.setBoolean(7, move.begins());
            statement.setBoolean(8, move.begins());
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
