package io.slipstream.worker.ops;

import io.slipstream.persistence.FeedHealthStore;
import io.slipstream.persistence.Partitions;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells the dashboard, over the database, how the feeds are, and keeps partitions ready ahead of time. */
@Component
class HealthReporter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HealthReporter.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PARTITIONS_INTERVAL = Duration.ofHours(6);

    private final Feeds feeds;
    private final FeedHealthStore store;
    private final Partitions partitions;
    private final InstantSource clock;
    private final FeedScheduler scheduler;
    private volatile boolean running;

    HealthReporter(
            Feeds feeds, FeedHealthStore store, Partitions partitions, InstantSource clock, FeedScheduler scheduler) {
        this.feeds = feeds;
        this.store = store;
        this.partitions = partitions;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        running = true;
        scheduler.every(INTERVAL, this::report);
        scheduler.every(PARTITIONS_INTERVAL, () -> partitions.ensure(clock.instant()));
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
        try {
            store.replace(
                    feeds.statuses().stream()
                            .map(status -> new FeedHealthStore.Row(
                                    status.name(), status.state().name(), status.detail(), status.lastContent()))
                            .toList(),
                    clock.instant());
        } catch (DataAccessException | TransactionException e) {
            log.debug("feed health not stored: {}", e.getMessage());
        }
    }
}
