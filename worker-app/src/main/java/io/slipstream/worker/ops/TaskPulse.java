package io.slipstream.worker.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When one standing task last did its work. Ages are told by a clock that is never set. What fails, or is not done in time, is
 * a warning at once and then once a minute while it lasts. Thread-safe.
 */
public final class TaskPulse {

    private static final Logger log = LoggerFactory.getLogger(TaskPulse.class);
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final String name;
    private final Duration patience;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private long successNanos;
    private long warnedNanos;
    private int untold;
    private @Nullable Instant lastSuccess;
    private @Nullable Instant lastFailure;
    private @Nullable String failure;

    TaskPulse(String name, Duration patience, InstantSource clock, LongSupplier nanoTime) {
        this.name = name;
        this.patience = patience;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.successNanos = nanoTime.getAsLong();
        this.warnedNanos = successNanos - MINUTE_NANOS;
    }

    /**
     * How a task fares.
     *
     * @param age since it last did its work, or since it was registered
     * @param overdue whether that is longer than its patience
     * @param failure how it fails, null if its last run went well
     */
    public record Status(
            String name,
            Duration age,
            boolean overdue,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String failure) {}

    /** It did its work. */
    public synchronized void succeeded() {
        if (failure != null && untold > 0) {
            log.info("{} works again", name);
        }
        successNanos = nanoTime.getAsLong();
        lastSuccess = clock.instant();
        failure = null;
        untold = 0;
    }

    /** It failed, with a sentence that says how. It goes on trying. */
    public synchronized void failed(@Nullable String how) {
        lastFailure = clock.instant();
        failure = String.valueOf(how);
        untold++;
        warnIfDue("fails: " + how);
    }

    /** Called again and again: a task that says nothing at all is told of as well. */
    synchronized void watch() {
        if (age().compareTo(patience) > 0) {
            warnIfDue(failure == null ? "does not come to an end" : "fails: " + failure);
        }
    }

    /** How it fares now. */
    public synchronized Status status() {
        Duration age = age();
        return new Status(name, age, age.compareTo(patience) > 0, lastSuccess, lastFailure, failure);
    }

    private Duration age() {
        return Duration.ofNanos(nanoTime.getAsLong() - successNanos);
    }

    private void warnIfDue(String what) {
        long now = nanoTime.getAsLong();
        if (now - warnedNanos >= MINUTE_NANOS) {
            warnedNanos = now;
            log.warn("{} {}; its last success is {} s ago, and it is tried again", name, what, age().toSeconds());
        }
    }
}
