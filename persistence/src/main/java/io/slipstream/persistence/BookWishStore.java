package io.slipstream.persistence;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.TokenId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a worker that starts has to know about books: whose are wanted, and which fills waited for theirs. */
public class BookWishStore {

    private final JdbcTemplate jdbc;

    BookWishStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Fills that were stored and about which nothing was decided, detected since an instant. */
    public List<LeaderFill> undecidedSince(Instant since) {
        return jdbc.query("""
                SELECT f.* FROM leader_fill f WHERE f.id >= uuid_v7_floor(?)
                  AND NOT EXISTS (SELECT FROM execution_attempt a WHERE a.leader_fill_id = f.id)
                ORDER BY f.id""", (row, _) -> LedgerStore.fill(row), since.atOffset(ZoneOffset.UTC));
    }

    /** What leaders traded since an instant in markets that are open, and when last. */
    public Map<TokenId, Instant> tokensTradedSince(Instant since) {
        Map<TokenId, Instant> traded = new LinkedHashMap<>();
        jdbc.query(
                """
                SELECT f.token_id, max(coalesce(f.fill_ts, f.detected_at)) AS at FROM leader_fill f
                JOIN market_token t ON t.token_id = f.token_id JOIN market_registry m ON m.condition_id = t.condition_id
                WHERE f.id >= uuid_v7_floor(?) AND NOT f.combo AND NOT m.closed
                GROUP BY f.token_id ORDER BY at DESC""",
                row -> {
                    traded.put(
                            TokenId.of(row.getBigDecimal(1).toBigIntegerExact()),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                },
                since.atOffset(ZoneOffset.UTC));
        return traded;
    }

    /** Forgets how books were: the counts begin with the worker. */
    public void forgetBookHealth() {
        jdbc.update("TRUNCATE book_health");
    }
}
