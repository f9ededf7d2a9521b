package io.slipstream.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** When each standing task of the worker last did its work, for the dashboard. */
public class StandingTaskStore {

    private final JdbcTemplate jdbc;

    StandingTaskStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How a task fares.
     *
     * @param lastSuccessAt null if it has had none since the worker's start
     * @param overdue whether it has been without success for too long
     * @param failure how it fails, null if its last run went well
     */
    public record Row(
            String task,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            boolean overdue,
            @Nullable String failure) {}

    /** Writes the rows of these tasks; of others none is left. */
    @Transactional
    public void store(List<Row> rows, Instant now) {
        jdbc.batchUpdate("""
                INSERT INTO standing_task (task, last_success_at, last_failure_at, overdue, failure, updated_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (task) DO UPDATE SET last_success_at = EXCLUDED.last_success_at,
                    last_failure_at = EXCLUDED.last_failure_at, overdue = EXCLUDED.overdue, failure = EXCLUDED.failure,
                    updated_at = EXCLUDED.updated_at""", rows, 100, (statement, row) -> {
            statement.setString(1, row.task());
            statement.setObject(2, at(row.lastSuccessAt()));
            statement.setObject(3, at(row.lastFailureAt()));
            statement.setBoolean(4, row.overdue());
            statement.setString(5, row.failure());
            statement.setObject(6, now.atOffset(ZoneOffset.UTC));
        });
        jdbc.update("DELETE FROM standing_task WHERE updated_at <> ?", now.atOffset(ZoneOffset.UTC));
    }

    private static @Nullable Object at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
