package io.slipstream.persistence;

import io.slipstream.core.book.Integrity;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes how books are, each as it is now. */
final class BookHealthWriter {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    BookHealthWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Of several accounts of a token the last one counts. */
    void write(List<Effect.BooksMeasured> accounts) {
        Map<TokenId, @Nullable Row> rows = new LinkedHashMap<>();
        for (Effect.BooksMeasured account : accounts) {
            account.gone().forEach(tokenId -> rows.put(tokenId, null));
            account.books().forEach(book -> rows.put(book.tokenId(), new Row(book, account.atNanos())));
        }
        List<TokenId> gone = rows.entrySet().stream()
                .filter(entry -> entry.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
        jdbc.batchUpdate(
                "DELETE FROM book_health WHERE token_id = ?",
                gone,
                BATCH,
                (statement, tokenId) -> statement.setBigDecimal(1, SqlTypes.decimal(tokenId)));
        jdbc.batchUpdate("""
                INSERT INTO book_health (token_id, freshness, epoch, checks, top_mismatches, crossed, mirror_breaks,
                  divergences, failovers, score, measured_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (token_id) DO UPDATE SET freshness = excluded.freshness, epoch = excluded.epoch,
                  checks = excluded.checks, top_mismatches = excluded.top_mismatches, crossed = excluded.crossed,
                  mirror_breaks = excluded.mirror_breaks, divergences = excluded.divergences,
                  failovers = excluded.failovers, score = excluded.score, measured_at = excluded.measured_at""", rows.values().stream().filter(Objects::nonNull).toList(), BATCH, (statement, row) -> {
            Integrity integrity = row.book.integrity();
            statement.setBigDecimal(1, SqlTypes.decimal(row.book.tokenId()));
            statement.setString(2, row.book.freshness().name());
            statement.setInt(3, integrity.epoch());
            statement.setLong(4, integrity.checks());
            statement.setLong(5, integrity.topMismatches());
            statement.setLong(6, integrity.crossed());
            statement.setLong(7, integrity.mirrorBreaks());
            statement.setLong(8, integrity.divergences());
            statement.setLong(9, integrity.failovers());
            statement.setBigDecimal(10, Micros.toDecimal(integrity.scoreMillionths()));
            statement.setObject(11, Nanos.toTimestamp(row.atNanos));
        });
    }

    private record Row(Effect.BookHealth book, long atNanos) {}
}
