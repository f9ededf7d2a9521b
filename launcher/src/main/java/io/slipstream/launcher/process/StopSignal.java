package io.slipstream.launcher.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's wish to stop. The first request ends the run in good order, the second one hurries: parts that are still
 * being waited for are killed. Every wait of the launcher is a wait on this signal, so that Ctrl-C works at any time.
 */
public final class StopSignal {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch hurried = new CountDownLatch(1);

    /** Asks to stop, or, when that was asked before, to hurry. */
    public synchronized void request() {
        if (requested.getCount() == 0) {
            hurried.countDown();
        }
        requested.countDown();
    }

    /** Whether somebody asked to stop. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Whether somebody asked twice. */
    public boolean isHurried() {
        return hurried.getCount() == 0;
    }

    /** Waits at most this long for a request to stop; true when there is one. */
    public boolean await(Duration atMost) {
        return await(requested, atMost);
    }

    /** Waits at most this long for the second request; true when there is one. */
    boolean awaitHurry(Duration atMost) {
        return await(hurried, atMost);
    }

    private static boolean await(CountDownLatch latch, Duration atMost) {
        try {
            return latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
