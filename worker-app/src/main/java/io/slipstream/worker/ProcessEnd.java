package io.slipstream.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process where it cannot go on, with a code that makes launcher and containers start it again. What is stored is
 * what the next one goes on from.
 */
final class ProcessEnd {

    /** A failure that a new start may mend. */
    static final int RESTART = 75;

    private static final Logger log = LoggerFactory.getLogger(ProcessEnd.class);
    private static final long PATIENCE_MILLIS = 30_000;

    private ProcessEnd() {}

    /** Whatever ends a thread is logged; an error of the machine, or the end of a thread that all depends on, ends the process. */
    static void watchThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            try {
                log.error("the thread {} ended by a failure", thread.getName(), failure);
            } finally {
                if (failure instanceof Error || !thread.isVirtual()) {
                    restart(thread.getName() + " ended by " + failure.getClass().getSimpleName());
                }
            }
        });
    }

    /** Answers at once: what runs is stopped in its order, and cut off where that takes too long. */
    static void restart(String why) {
        log.error("the worker ends to be started again: {}", why);
        Thread.ofPlatform().daemon().name("end-at-last").start(() -> {
            try {
                Thread.sleep(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(RESTART);
        });
        Thread.ofPlatform().name("end").start(() -> System.exit(RESTART));
    }
}
