package io.slipstream.worker.replay;

import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.session.SessionCursor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session's events ahead on a thread of its own, so that unpacking and decoding cost the engine nothing. Bounded: it reads
 * on when batches are taken. The session's cursor belongs to that thread until this is closed.
 */
final class EventsAhead implements AutoCloseable {

    private static final int BATCH = 1_024;
    private static final int BATCHES = 32;
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final SessionCursor session;
    private final BlockingQueue<Batch> read = new ArrayBlockingQueue<>(BATCHES);
    private volatile boolean running = true;
    private final Thread thread =
            Thread.ofPlatform().name("events-ahead").daemon().unstarted(this::readAll);

    /**
     * What was read.
     *
     * @param failure why there is no more; null if there may be
     */
    private record Batch(List<EngineEvent> events, @Nullable Exception failure) {}

    private EventsAhead(SessionCursor session) {
        this.session = session;
    }

    static EventsAhead of(SessionCursor session) {
        EventsAhead ahead = new EventsAhead(session);
        ahead.thread.start();
        return ahead;
    }

    /**
     * The next events, none at the end.
     *
     * @throws IllegalArgumentException if what was recorded are no events
     */
    List<EngineEvent> next() throws IOException {
        try {
            Batch batch = read.take();
            if (batch.failure instanceof IOException failure) {
                throw failure;
            }
            if (batch.failure instanceof RuntimeException failure) {
                throw failure;
            }
            return batch.events;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while replaying");
        }
    }

    /** Reads no further than it has. Not interrupted, which would close the tape's file under it. */
    @Override
    public void close() throws IOException {
        running = false;
        try {
            while (!thread.join(A_MOMENT)) {
                read.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while ending a replay");
        }
    }

    private void readAll() {
        try {
            List<EngineEvent> batch;
            do {
                batch = new ArrayList<>(BATCH);
                for (EngineEvent event = session.next(); event != null; event = session.next()) {
                    batch.add(event);
                    if (batch.size() == BATCH) {
                        break;
                    }
                }
                read.put(new Batch(batch, null));
            } while (running && !batch.isEmpty());
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Exception failure) {
        try {
            read.put(new Batch(List.of(), failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
