package io.slipstream.worker.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.engine.EngineEvent;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one way into the engine, for any number of sources: first in, first out. Three kinds of events have a bounded room each,
 * so that none waits for room that another takes:
 *
 * <ul>
 *   <li>what is not market data, as leaders' fills, is never dropped; its source waits while {@value #CAPACITY} of it do, or as
 *       many KiB;
 *   <li>neither are trades and what happens to lines, for which sockets wait likewise;
 *   <li>books make nobody wait. When half their room is taken, frames of one market are merged; what finds no room is replaced
 *       by a {@link BookUpdate.Doubted} of its books.
 * </ul>
 *
 * <p>A fill does not overtake the books before it: they are what it is decided on. To be decided sooner on an older book would be
 * to copy at a price that is known to be gone, and stamps would run backward. Merging keeps the way short instead.
 */
@Component
public final class EngineInbox {

    static final int CAPACITY = 65_536;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final InboxQueue queue = new InboxQueue();
    private final InboxLane others;
    private final InboxLane lines;
    private final InboxLane books;
    private final InboxPressure pressure;
    private final WaitingBooks waiting;

    /** Empty. */
    public EngineInbox() {
        this(CAPACITY, CAPACITY);
    }

    /** With room for so many of each kind that waits for room, and for so many books. */
    EngineInbox(int capacity, int bookCapacity) {
        others = new InboxLane(capacity, lock);
        lines = new InboxLane(capacity, lock);
        books = new InboxLane(bookCapacity, lock);
        pressure = new InboxPressure(bookCapacity);
        waiting = new WaitingBooks(queue, books, lines, pressure);
    }

    /**
     * Hands an event over; one that is not of a book waits for room among its kind.
     *
     * @throws IllegalStateException if interrupted while waiting
     */
    public void put(EngineEvent event) {
        int began = 0;
        lock.lock();
        try {
            if (!(event instanceof EngineEvent.MarketData data)) {
                others.awaitRoom();
                waiting.endMerging();
                queue.append(new InboxEntry(event, others));
            } else if (data.update() instanceof BookUpdate.Changes || data.update() instanceof BookUpdate.Snapshot) {
                began = putBook(data);
            } else if (data.update() instanceof BookUpdate.Top) {
                putCheck(data);
            } else {
                lines.awaitRoom();
                putOfLine(data);
            }
            arrived.signal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while handing over an event", e);
        } finally {
            lock.unlock();
        }
        if (began > 0) {
            pressure.tellBeginning(began);
        }
    }

    /**
     * Hands an event over that may be left out: measurements, which must not take the room of what trading needs. Taken only
     * while less than half of that is used and books need not be merged; tells whether.
     */
    public boolean offer(EngineEvent measurement) {
        lock.lock();
        try {
            if (pressure.isPresent() || others.isHalfFull()) {
                return false;
            }
            queue.append(new InboxEntry(measurement, others));
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next event, or null after the timeout. */
    @Nullable
    public EngineEvent poll(Duration timeout) throws InterruptedException {
        InboxEntry entry;
        Runnable ended = null;
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (queue.first() == null && left > 0) {
                left = arrived.awaitNanos(left);
            }
            entry = queue.first();
            if (entry == null) {
                return null;
            }
            queue.remove(entry);
            entry.taken();
            if (pressure.isPresent() && pressure.ends(books.taken(), entry.atNanos())) {
                waiting.clear();
                ended = pressure.ending();
            }
        } finally {
            lock.unlock();
        }
        if (ended != null) {
            ended.run();
        }
        return entry.event();
    }

    /** How many events wait. */
    public int depth() {
        lock.lock();
        try {
            return others.events() + lines.events() + books.events();
        } finally {
            lock.unlock();
        }
    }

    /** The arrival of what has waited longest, epoch nanoseconds; the given moment if nothing waits. */
    public long waitingSinceNanos(long nowNanos) {
        lock.lock();
        try {
            InboxEntry first = queue.first();
            return first == null ? nowNanos : first.atNanos();
        } finally {
            lock.unlock();
        }
    }

    /** How many frames of changes went on as part of another one, ever. */
    public long merged() {
        return pressure.mergedFrames();
    }

    /** How many frames and snapshots found no room, ever. */
    public long lost() {
        return pressure.lostUpdates();
    }

    /** How often the book of a market was doubted because of that, ever. */
    public long doubted() {
        return pressure.doubts();
    }

    /** Tells how many books wait if pressure begins with this one, otherwise zero. */
    private int putBook(EngineEvent.MarketData data) {
        int began = pressure.begins(books.taken(), data.atNanos()) ? books.taken() : 0;
        if (!pressure.isPresent()) {
            queue.append(new InboxEntry(data, books));
            return 0;
        }
        pressure.came(data.atNanos());
        if (data.update() instanceof BookUpdate.Changes frame) {
            waiting.frame(data, frame);
        } else if (data.update() instanceof BookUpdate.Snapshot snapshot) {
            waiting.snapshot(data, snapshot);
        }
        return began;
    }

    /** It changes nothing: while books are merged it could be held against none of them, and it never takes the room of others. */
    private void putCheck(EngineEvent.MarketData data) {
        if (!pressure.isPresent() && !lines.isHalfFull()) {
            queue.append(new InboxEntry(data, lines));
        }
    }

    private void putOfLine(EngineEvent.MarketData data) {
        if (data.update() instanceof BookUpdate.Print print) {
            waiting.print(print);
        } else if (!(data.update() instanceof BookUpdate.Heard)) {
            waiting.lineEvent();
        }
        queue.append(new InboxEntry(data, lines));
    }
}
