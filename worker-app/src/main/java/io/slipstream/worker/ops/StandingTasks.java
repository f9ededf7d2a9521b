package io.slipstream.worker.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Everything that has to be done again and again for as long as the worker runs. Thread-safe. */
@Component
public final class StandingTasks {

    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Map<String, TaskPulse> pulses = new LinkedHashMap<>();

    /** No task yet. */
    public StandingTasks(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Adds a task, or answers the one of that name.
     *
     * @param patience the longest time without success that is still healthy
     */
    public synchronized TaskPulse register(String name, Duration patience) {
        return pulses.computeIfAbsent(name, _ -> {
            TaskPulse pulse = new TaskPulse(name, patience, clock, System::nanoTime);
            Gauge.builder(
                            "slipstream.task.age.seconds",
                            pulse,
                            each -> each.status().age().toMillis() / 1_000.0)
                    .tag("task", name)
                    .register(meters);
            return pulse;
        });
    }

    /** How all of them fare, in the order of registration. */
    public synchronized List<TaskPulse.Status> statuses() {
        return pulses.values().stream().map(TaskPulse::status).toList();
    }

    /** Warns of those that are not done in time. */
    synchronized void watch() {
        pulses.values().forEach(TaskPulse::watch);
    }
}
