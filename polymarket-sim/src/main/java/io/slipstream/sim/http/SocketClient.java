package io.slipstream.sim.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket client with its outgoing buffer.
 *
 * <p>The buffer is bounded by frames and by characters. Rule when it is full: the client is disconnected and what it has
 * not read is dropped; whoever sends never waits. One virtual thread per client writes.
 */
public final class SocketClient {

    /** Most frames that wait for a client. */
    public static final int MOST_FRAMES = 8_192;

    /** Most characters that wait for a client. */
    public static final long MOST_CHARACTERS = 32_000_000;

    private static final int TRY_AGAIN_LATER = 1013;
    private static final String SLOW = "slow consumer: send buffer full";

    private static final Logger LOG = LoggerFactory.getLogger(SocketClient.class);

    private final Transport transport;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<String> frames = new ArrayDeque<>();
    private long characters;
    private boolean held;
    private boolean closed;

    /** The connection below a client. */
    public interface Transport {

        /** Sends one frame; completes when it is written, fails when the connection is broken. */
        CompletableFuture<?> send(String frame);

        /** Ends the connection at once. */
        void disconnect();

        /** Ends the connection with a close frame. */
        void close(int status, String reason);
    }

    /** A client over a connection; nothing is written before {@link #start}. */
    public SocketClient(Transport transport) {
        this.transport = transport;
    }

    /** Begins to write, on a thread of this name. */
    public void start(String name) {
        Thread.ofVirtual().name(name).start(this::write);
    }

    /** Queues a frame, or disconnects the client when its buffer is full. Never blocks on the network. */
    public void send(String frame) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (frames.size() >= MOST_FRAMES || characters + frame.length() > MOST_CHARACTERS) {
                LOG.warn("a socket client reads too slowly ({} frames wait): disconnected", frames.size());
                end();
                return;
            }
            frames.add(frame);
            characters += frame.length();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Cuts the connection at once, as a broken network would. */
    public void cut() {
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connection as the venue closes on who reads too slowly; what waits is dropped. */
    public void closeSlow() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                frames.clear();
                changed.signalAll();
                Thread.ofVirtual().name("socket-end").start(() -> transport.close(TRY_AGAIN_LATER, SLOW));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Holds back everything (true) or lets it go on (false); the connection stays open. */
    void hold(boolean silent) {
        lock.lock();
        try {
            held = silent;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        if (!closed) {
            closed = true;
            frames.clear();
            changed.signalAll();
            Thread.ofVirtual().name("socket-end").start(transport::disconnect);
        }
    }

    private void write() {
        String frame = next();
        while (frame != null) {
            try {
                transport.send(frame).join();
            } catch (RuntimeException e) {
                LOG.debug("a socket client is gone", e);
                cut();
            }
            frame = next();
        }
    }

    private @Nullable String next() {
        lock.lock();
        try {
            while (!closed && (held || frames.isEmpty())) {
                changed.awaitUninterruptibly();
            }
            String frame = closed ? null : frames.poll();
            if (frame != null) {
                characters -= frame.length();
            }
            return frame;
        } finally {
            lock.unlock();
        }
    }
}
