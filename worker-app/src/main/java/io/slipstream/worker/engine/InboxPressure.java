package io.slipstream.worker.engine;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the engine keeps up: pressure begins when the books' room is half taken, and ends when an eighth is. Told of once at
 * its beginning and once at its end. Guarded by the inbox's lock but for what is read by meters.
 */
final class InboxPressure {

    private static final Logger log = LoggerFactory.getLogger(InboxPressure.class);

    private final int begins;
    private final int ends;
    private boolean present;
    private long beganNanos;
    private long mergedBefore;
    private long lostBefore;
    private long doubtedBefore;
    private long longestWaitNanos;
    private long newestNanos;
    private volatile long merged;
    private volatile long lost;
    private volatile long doubted;

    InboxPressure(int capacity) {
        this.begins = Math.max(1, capacity / 2);
        this.ends = capacity / 8;
    }

    boolean isPresent() {
        return present;
    }

    /** So many books wait, and one comes; tells whether that is a beginning. */
    boolean begins(int waiting, long atNanos) {
        if (present || waiting < begins) {
            return false;
        }
        present = true;
        beganNanos = atNanos;
        newestNanos = atNanos;
        longestWaitNanos = 0;
        mergedBefore = merged;
        lostBefore = lost;
        doubtedBefore = doubted;
        return true;
    }

    /** Something came. */
    void came(long atNanos) {
        newestNanos = Math.max(newestNanos, atNanos);
    }

    /** The engine took something, and so many books wait still; tells whether that is the end. */
    boolean ends(int waiting, long takenNanos) {
        longestWaitNanos = Math.max(longestWaitNanos, newestNanos - takenNanos);
        if (waiting > ends) {
            return false;
        }
        present = false;
        return true;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock
    void merged() {
        merged++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock
    void lost() {
        lost++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock
    void doubted() {
        doubted++;
    }

    /** Frames that joined another one. */
    long mergedFrames() {
        return merged;
    }

    /** Frames and snapshots that found no room. */
    long lostUpdates() {
        return lost;
    }

    /** Doubts that the engine got of that, each of one market on one line. */
    long doubts() {
        return doubted;
    }

    /** Says that it began. Called without the lock, as by the end below: nobody waits for a log. */
    void tellBeginning(int waiting) {
        log.warn(
                "the engine cannot keep up: {} updates of books wait; from now on those of one market come together",
                waiting);
    }

    /** What is to be said of its end, as things stand now. */
    Runnable ending() {
        long lasted = TimeUnit.NANOSECONDS.toMillis(newestNanos - beganNanos);
        long wait = TimeUnit.NANOSECONDS.toMillis(longestWaitNanos);
        long frames = merged - mergedBefore;
        long gone = lost - lostBefore;
        long doubts = doubted - doubtedBefore;
        return () -> log.info(
                "the engine keeps up again after {} ms, at most {} ms behind: {} frames came with others, {} updates found"
                        + " no room, for which {} books of markets were doubted",
                lasted,
                wait,
                frames,
                gone,
                doubts);
    }
}
