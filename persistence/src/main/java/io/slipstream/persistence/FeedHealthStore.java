package io.slipstream.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** The last word of every feed, for the dashboard. */
public class FeedHealthStore {

    private final JdbcTemplate jdbc;

    FeedHealthStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How a feed is.
     *
     * @param state {@code UP}, {@code DEGRADED} or {@code DOWN}
     * @param lastContentAt when it last delivered something, null if never
     */
    public record Row(
            String feed,
            String state,
            String detail,
            @Nullable Instant lastContentAt) {}

    /** Writes how every feed is; a feed that is not configured any more is not shown any more. */
    @Transactional
    public void replace(List<Row> rows, Instant now) {
        jdbc.update("DELETE FROM feed_health WHERE feed <> ALL (?)", (Object)
                rows.stream().map(Row::feed).toArray(String[]::new));
        jdbc.batchUpdate("""
                INSERT INTO feed_health (feed, state, detail, last_content_at, updated_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (feed) DO UPDATE SET state = excluded.state, detail = excluded.detail,
                  last_content_at = excluded.last_content_at, updated_at = excluded.updated_at""", rows, 100, (statement, row) -> {
            statement.setString(1, row.feed());
            statement.setString(2, row.state());
            statement.setString(3, row.detail());
            Instant content = row.lastContentAt();
            statement.setObject(4, content == null ? null : content.atOffset(ZoneOffset.UTC));
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
        });
    }
}
