package io.slipstream.worker.feed;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs the feeds' small tasks. A task that throws is logged, and a repeated one goes on. After the stop nothing runs. */
@Component
public final class FeedScheduler implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FeedScheduler.class);
    private static final int THREADS = 4;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().name("feeds-", 1).daemon().factory());

    /** A task that can be called off. */
    public interface Task {
        /** Calls it off; a run that has begun ends. */
        void cancel();
    }

    /** Runs once, now. */
    public void now(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** Runs once, after a while. */
    public Task after(Duration delay, Runnable task) {
        return scheduled(() -> executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Runs again and again, with a pause between two runs. */
    public Task every(Duration pause, Runnable task) {
        return scheduled(() ->
                executor.scheduleWithFixedDelay(guarded(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static Task scheduled(Supplier<ScheduledFuture<?>> start) {
        try {
            ScheduledFuture<?> future = start.get();
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // stopped
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("a feed's task failed", e);
            } catch (Error e) {
                // the executor would keep it to itself and run the task never again
                log.error("a feed's task failed by an error", e);
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        };
    }
}
