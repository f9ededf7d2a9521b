package io.slipstream.sim.venue;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The one lock around the venue: whoever reads or moves it holds this, and does nothing slow meanwhile. */
public final class VenueGuard {

    private final ReentrantLock lock = new ReentrantLock();

    /** Computes an answer from the venue while nothing moves. */
    public <T> T read(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes something while nobody reads. */
    public void run(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
