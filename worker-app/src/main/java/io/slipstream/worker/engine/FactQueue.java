package io.slipstream.worker.engine;

import io.slipstream.core.engine.Effect;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Facts that wait for the database, an event's facts together, first in, first out. Bounded by events and by the heap that they
 * hold: the engine waits while either is used up, and nothing is dropped. What is larger than all room goes in when nothing waits.
 */
final class FactQueue {

    private final int mostEvents;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;

    private record Waiting(List<Effect.Fact> facts, long bytes) {}

    FactQueue(int mostEvents, long mostBytes) {
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
    }

    void put(List<Effect.Fact> facts) throws InterruptedException {
        long size = facts.stream().mapToLong(HeapEstimate::of).sum();
        lock.lockInterruptibly();
        try {
            while (!waiting.isEmpty() && (waiting.size() >= mostEvents || bytes + size > mostBytes)) {
                room.await();
            }
            waiting.addLast(new Waiting(facts, size));
            bytes += size;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Moves the facts of so many events to a list, of at least one unless none comes within the timeout. */
    void take(List<List<Effect.Fact>> taken, int most, Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (waiting.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            while (!waiting.isEmpty() && taken.size() < most) {
                Waiting first = waiting.removeFirst();
                taken.add(first.facts);
                bytes -= first.bytes;
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many events' facts wait. */
    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** About how many bytes of heap they hold. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
