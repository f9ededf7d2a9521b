package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how the worker's standing tasks fare: a dozen rows. */
@Component
class StandingTasks {

    private static final String TASKS = """
            SELECT task, last_success_at, overdue, failure, updated_at FROM standing_task
            ORDER BY overdue DESC, failure IS NULL, task LIMIT 50
            """;

    private final JdbcClient jdbc;

    StandingTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, those first that need attention. */
    List<StandingTask> all() {
        return Rows.all(jdbc.sql(TASKS).query(StandingTask.class));
    }
}
