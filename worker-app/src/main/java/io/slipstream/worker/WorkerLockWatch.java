package io.slipstream.worker;

import io.slipstream.persistence.DatabaseTakenException;
import io.slipstream.persistence.WorkerLock;
import io.slipstream.worker.feed.FeedScheduler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks every second whether this is still the one worker of its database, and ends the process if it is not. */
@Component
class WorkerLockWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WorkerLockWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** PostgreSQL cuts application names off after 63 bytes. */
    private static final int LONGEST_HOST = 24;

    private final WorkerLock lock;
    private final FeedScheduler scheduler;
    private volatile boolean running;

    WorkerLockWatch(WorkerLock lock, FeedScheduler scheduler) {
        this.lock = lock;
        this.scheduler = scheduler;
    }

    /** Tells other workers which process on which machine has the lock; no two workers have the same. */
    static String applicationName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return "slipstream-worker pid %d on %s %s"
                .formatted(
                        ProcessHandle.current().pid(),
                        host.substring(0, Math.min(host.length(), LONGEST_HOST)),
                        UUID.randomUUID().toString().substring(0, 8));
    }

    @Override
    public void start() {
        running = true;
        scheduler.every(INTERVAL, this::look);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void look() {
        if (running && lock.check() == WorkerLock.Standing.LOST) {
            running = false;
            log.error("two workers would copy every fill twice: this one ends");
            Thread.ofPlatform().name("end").start(() -> System.exit(DatabaseTakenException.EXIT_CODE));
        }
    }
}
