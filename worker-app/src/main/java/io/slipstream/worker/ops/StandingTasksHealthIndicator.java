package io.slipstream.worker.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Health that says which standing task is not done in time. */
@Component
class StandingTasksHealthIndicator implements HealthIndicator {

    private final StandingTasks tasks;

    StandingTasksHealthIndicator(StandingTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public Health health() {
        List<TaskPulse.Status> statuses = tasks.statuses();
        Map<String, Object> details = new LinkedHashMap<>();
        statuses.forEach(status -> details.put(
                status.name(),
                "%s, last success %d s ago%s"
                        .formatted(
                                status.overdue() ? "OVERDUE" : "UP",
                                status.age().toSeconds(),
                                status.failure() == null ? "" : ", fails: " + status.failure())));
        boolean overdue = statuses.stream().anyMatch(TaskPulse.Status::overdue);
        return (overdue ? Health.down() : Health.up()).withDetails(details).build();
    }
}
