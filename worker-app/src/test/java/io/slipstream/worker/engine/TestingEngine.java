package io.slipstream.worker.engine;

import io.slipstream.core.engine.EngineEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The engine's side of a source: an inbox to read, at an instant that stands still. */
public final class TestingEngine {

    /** The instant. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final EngineInbox inbox = new EngineInbox();
    private final List<EngineEvent> taken = new ArrayList<>();

    /** Where sources put events. */
    public EngineInbox inbox() {
        return inbox;
    }

    /** The real time in the engine's unit. */
    public static EpochNanos systemNanos() {
        return new EpochNanos(InstantSource.system());
    }

    /** The instant in the engine's unit. */
    public EpochNanos nanos() {
        return new EpochNanos(() -> NOW, () -> 0);
    }

    /** The next event, or null after a while without any. */
    public @Nullable EngineEvent next() throws InterruptedException {
        return inbox.poll(Duration.ofMillis(100));
    }

    /** All events of a kind that came so far. */
    public synchronized <T extends EngineEvent> List<T> events(Class<T> type) {
        try {
            @Nullable EngineEvent event = inbox.poll(Duration.ZERO);
            while (event != null) {
                taken.add(event);
                event = inbox.poll(Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return taken.stream()
                .flatMap(event -> type.isInstance(event) ? Stream.of(type.cast(event)) : Stream.empty())
                .toList();
    }

    /** All scans that came so far. */
    public List<EngineEvent.RangeScanned> scans() {
        return events(EngineEvent.RangeScanned.class);
    }
}
