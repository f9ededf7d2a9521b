package io.slipstream.dashboard.books;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds up all books: one pass over a small table, cheap enough for every page. */
@Component
public class BookTotals {

    static final String TOTAL = """
            SELECT count(*) AS kept, count(*) FILTER (WHERE freshness = 'FRESH') AS fresh,
                   count(*) FILTER (WHERE freshness = 'SOFT_STALE') AS soft_stale,
                   count(*) FILTER (WHERE freshness = 'HARD_STALE') AS hard_stale,
                   count(*) FILTER (WHERE freshness = 'UNTRUSTED') AS untrusted,
                   coalesce(sum(checks), 0)::bigint AS checks,
                   coalesce(sum(top_mismatches), 0)::bigint AS top_mismatches,
                   coalesce(sum(crossed), 0)::bigint AS crossed,
                   coalesce(sum(mirror_breaks), 0)::bigint AS mirror_breaks,
                   coalesce(sum(divergences), 0)::bigint AS divergences,
                   coalesce(sum(failovers), 0)::bigint AS failovers, max(measured_at) AS measured_at
            FROM book_health
            """;

    private final JdbcClient jdbc;

    BookTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them as last accounted for. */
    public BookTotal current() {
        return jdbc.sql(TOTAL).query(BookTotal.class).single();
    }
}
