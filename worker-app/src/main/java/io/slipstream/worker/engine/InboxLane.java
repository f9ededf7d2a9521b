package io.slipstream.worker.engine;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * Room in the inbox that only events of one kind take: no other kind makes them wait. An event takes one place for each KiB of
 * heap that it holds, one at least, so that as many places bound count and bytes. Guarded by the inbox's lock.
 */
final class InboxLane {

    private final int capacity;
    private final Condition room;
    private int taken;
    private int events;

    InboxLane(int capacity, Lock lock) {
        this.capacity = capacity;
        this.room = lock.newCondition();
    }

    /** Places that are taken. */
    int taken() {
        return taken;
    }

    /** Events that wait. */
    int events() {
        return events;
    }

    boolean isFull() {
        return taken >= capacity;
    }

    boolean isHalfFull() {
        return taken >= capacity / 2;
    }

    /** Waits until there is room. What is larger than all room goes in when little waits. */
    void awaitRoom() throws InterruptedException {
        while (isFull()) {
            room.await();
        }
    }

    void enter(int places) {
        taken += places;
        events++;
    }

    void leave(int places) {
        taken -= places;
        events--;
        if (taken < capacity) {
            room.signalAll(); // several places may be free now
        }
    }
}
