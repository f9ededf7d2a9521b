package io.slipstream.sim.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that keeps what is sent, or never finishes sending. */
public final class RecordingTransport implements SocketClient.Transport {

    private final boolean stuck;
    private final List<String> frames = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger disconnects = new AtomicInteger();

    /** A connection that works, or is stuck from its first frame. */
    public RecordingTransport(boolean stuck) {
        this.stuck = stuck;
    }

    /** What was sent. */
    public List<String> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    /** How often it was disconnected. */
    public int disconnects() {
        return disconnects.get();
    }

    @Override
    public CompletableFuture<?> send(String frame) {
        frames.add(frame);
        return stuck ? new CompletableFuture<>() : CompletableFuture.completedFuture("");
    }

    @Override
    public void close(int status, String reason) {
        disconnect();
    }

    @Override
    public void disconnect() {
        disconnects.incrementAndGet();
    }
}
