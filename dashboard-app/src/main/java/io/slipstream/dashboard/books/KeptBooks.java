package io.slipstream.dashboard.books;

import io.slipstream.dashboard.database.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the worst books by the index of their score; only theirs are the markets that are looked up. Where hardly any book
 * was ever found wrong, it is cheaper to sort all of them: the table is small.
 */
@Component
class KeptBooks {

    /** Rows on the page. */
    static final int SHOWN = 100;

    static final String WORST = """
            SELECT book.token_id::text AS token_id, market.title, token.outcome, book.freshness, book.epoch, book.checks,
                   book.top_mismatches, book.crossed, book.mirror_breaks, book.divergences, book.failovers,
                   book.measured_at
            FROM (SELECT *, array_position(ARRAY['UNTRUSTED', 'HARD_STALE', 'SOFT_STALE', 'FRESH'], freshness) AS place
                  FROM book_health ORDER BY score, place, token_id LIMIT :shown) book
            LEFT JOIN market_token token ON token.token_id = book.token_id
            LEFT JOIN market_registry market ON market.condition_id = token.condition_id
            ORDER BY book.score, book.place, book.token_id
            """;

    private final JdbcClient jdbc;

    KeptBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those most often found wrong first; of equals, those that can be relied upon least. */
    List<KeptBook> worst() {
        return Rows.all(jdbc.sql(WORST).param("shown", SHOWN).query(KeptBook.class));
    }
}
