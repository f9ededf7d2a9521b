package io.slipstream.worker.engine;

import io.slipstream.core.engine.EngineEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine's end of the inbox, without an engine behind it: for benchmarks. */
public final class InboxReader implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMillis(100);

    private final EngineInbox inbox;
    private final Consumer<EngineEvent> taker;
    private final Thread thread;
    private volatile boolean running = true;

    private InboxReader(EngineInbox inbox, Consumer<EngineEvent> taker) {
        this.inbox = inbox;
        this.taker = taker;
        this.thread = Thread.ofPlatform().name("engine").daemon().unstarted(this::run);
    }

    /** Takes events as the engine's thread does, and hands them on. */
    public static InboxReader start(EngineInbox inbox, Consumer<EngineEvent> taker) {
        InboxReader reader = new InboxReader(inbox, taker);
        reader.thread.start();
        return reader;
    }

    /** The event that waits longest, null if none does. */
    public static @Nullable EngineEvent next(EngineInbox inbox) {
        try {
            return inbox.poll(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Stamps events by this clock. */
    public static EpochNanos nanos(InstantSource clock) {
        return new EpochNanos(clock);
    }

    @Override
    public void close() {
        running = false;
    }

    private void run() {
        try {
            while (running) {
                EngineEvent event = inbox.poll(TIMEOUT);
                if (event != null) {
                    taker.accept(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
