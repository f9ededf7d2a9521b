package io.slipstream.worker.engine;

import io.slipstream.core.engine.EngineEvent;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one way into the engine. Bounded; when it is full the source waits, which is back pressure on its socket and a pause
 * in its scan: nothing is dropped but what is only {@linkplain #offer offered}.
 */
@Component
public final class EngineInbox {

    private static final int CAPACITY = 65_536;

    private final BlockingQueue<EngineEvent> queue = new ArrayBlockingQueue<>(CAPACITY);

    /**
     * Hands an event over, waiting for room.
     *
     * @throws IllegalStateException if interrupted while waiting
     */
    public void put(EngineEvent event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while handing over an event", e);
        }
    }

    /**
     * Hands an event over that may be left out: measurements, which must not take the room of what trading needs. Taken only
     * while less than half of it is used; tells whether.
     */
    public boolean offer(EngineEvent event) {
        return queue.size() < CAPACITY / 2 && queue.offer(event);
    }

    /** The next event, or null after the timeout. */
    @Nullable
    EngineEvent poll(Duration timeout) throws InterruptedException {
        return queue.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many events wait. */
    public int depth() {
        return queue.size();
    }
}
