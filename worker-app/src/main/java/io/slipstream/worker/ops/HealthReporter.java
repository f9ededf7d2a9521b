package io.slipstream.worker.ops;

import io.slipstream.persistence.FeedHealthStore;
import io.slipstream.persistence.Partitions;
import io.slipstream.persistence.StandingTaskStore;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells the dashboard, over the database, how the feeds are, and keeps partitions ready ahead of time. */
@Component
class HealthReporter implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration REPORT_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PARTITIONS_INTERVAL = Duration.ofHours(6);

    private final Feeds feeds;
    private final FeedHealthStore store;
    private final StandingTasks tasks;
    private final StandingTaskStore taskStore;
    private final TaskPulse reports;
    private final TaskPulse months;
    private final Partitions partitions;
    private final InstantSource clock;
    private final FeedScheduler scheduler;
    private volatile boolean running;

    HealthReporter(
            Feeds feeds,
            FeedHealthStore store,
            StandingTasks tasks,
            StandingTaskStore taskStore,
            Partitions partitions,
            InstantSource clock,
            FeedScheduler scheduler) {
        this.feeds = feeds;
        this.store = store;
        this.tasks = tasks;
        this.taskStore = taskStore;
        this.reports = tasks.register("report of health", REPORT_PATIENCE);
        this.months = tasks.register("partitions", PARTITIONS_INTERVAL.multipliedBy(2));
        this.partitions = partitions;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        running = true;
        scheduler.every(INTERVAL, this::report);
        FeedScheduler.Task _ = scheduler.after(Duration.ZERO, this::makeMonths);
        scheduler.every(PARTITIONS_INTERVAL, this::makeMonths);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void report() {
        if (!running) {
            return;
        }
        tasks.watch();
        try {
            store.replace(
                    feeds.statuses().stream()
                            .map(status -> new FeedHealthStore.Row(
                                    status.name(), status.state().name(), status.detail(), status.lastContent()))
                            .toList(),
                    clock.instant());
            taskStore.store(tasks.statuses().stream().map(HealthReporter::row).toList(), clock.instant());
            reports.succeeded();
        } catch (DataAccessException | TransactionException e) {
            reports.failed(e.getMessage());
        }
    }

    private void makeMonths() {
        int left = partitions.ensure(clock.instant());
        if (left == 0) {
            months.succeeded();
        } else {
            months.failed("%d months of tables could not be made".formatted(left));
        }
    }

    private static StandingTaskStore.Row row(TaskPulse.Status status) {
        return new StandingTaskStore.Row(
                status.name(), status.lastSuccess(), status.lastFailure(), status.overdue(), status.failure());
    }
}
