package io.slipstream.worker.engine;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Room in the inbox that only events of one kind take: no other kind makes them wait. Guarded by the inbox's lock. */
final class InboxLane {

    private final int capacity;
    private final Condition room;
    private int taken;

    InboxLane(int capacity, Lock lock) {
        this.capacity = capacity;
        this.room = lock.newCondition();
    }

    int taken() {
        return taken;
    }

    boolean isFull() {
        return taken >= capacity;
    }

    boolean isHalfFull() {
        return taken >= capacity / 2;
    }

    /** Waits until there is room. */
    void awaitRoom() throws InterruptedException {
        while (isFull()) {
            room.await();
        }
    }

    void enter() {
        taken++;
    }

    void leave() {
        taken--;
        if (taken < capacity) {
            room.signal();
        }
    }
}
