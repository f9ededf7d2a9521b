package io.slipstream.worker.ops;

import io.slipstream.persistence.Retention;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.settings.WorkerSettings;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Deletes every hour what is kept for a time only. */
@Component
class RetentionSchedule implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Retention retention;
    private final WorkerSettings settings;
    private final InstantSource clock;
    private final FeedScheduler scheduler;
    private volatile boolean running;

    RetentionSchedule(Retention retention, WorkerSettings settings, InstantSource clock, FeedScheduler scheduler) {
        this.retention = retention;
        this.settings = settings;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        running = true;
        scheduler.every(INTERVAL, () -> {
            if (running) {
                retention.apply(settings.retention(), clock.instant());
            }
        });
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
