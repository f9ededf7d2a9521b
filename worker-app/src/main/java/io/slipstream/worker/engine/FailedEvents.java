package io.slipstream.worker.engine;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.persistence.QuarantineStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine failed at. A failure may leave its state torn, so the process ends and the next one goes on from what is
 * stored; the database remembers at what. A fill that was part of it comes alone the next time, and is passed over from its
 * second failure on; any other event is passed over as a whole. Acknowledged in the database, it is tried again.
 */
public final class FailedEvents {

    private static final Logger log = LoggerFactory.getLogger(FailedEvents.class);
    private static final int PASSED_OVER = 2;
    private static final String FILL = "fill";

    private final Memory store;
    private final InstantSource clock;
    private final Map<String, Long> failures;
    private final Set<String> told = new HashSet<>();

    /** What outlives the process, see {@link QuarantineStore}. */
    interface Memory {

        Map<String, Long> failedEvents();

        void eventFailed(String identity, String kind, Throwable why, Object event, Instant at);
    }

    private record Stored(QuarantineStore store) implements Memory {

        @Override
        public Map<String, Long> failedEvents() {
            return store.failedEvents();
        }

        @Override
        public void eventFailed(String identity, String kind, Throwable why, Object event, Instant at) {
            store.eventFailed(identity, kind, why, event, at);
        }
    }

    /** Reads what the workers before this one failed at. */
    public FailedEvents(QuarantineStore store, InstantSource clock) {
        this(new Stored(store), clock);
    }

    FailedEvents(Memory store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.failures = new ConcurrentHashMap<>(store.failedEvents());
    }

    /** What the engine is to take of an event, in this order: most often the event itself. */
    List<EngineEvent> prepared(EngineEvent event) {
        if (failures.isEmpty()) {
            return List.of(event);
        }
        return switch (event) {
            case EngineEvent.FillsDetected detected ->
                prepared(
                        event,
                        detected.fills(),
                        rest -> rest.isEmpty() ? null : new EngineEvent.FillsDetected(event.atNanos(), rest));
            case EngineEvent.RangeScanned scan ->
                prepared(
                        event,
                        scan.fills(),
                        rest -> new EngineEvent.RangeScanned(
                                scan.atNanos(),
                                scan.scope(),
                                rest,
                                scan.finalizedFrom(),
                                scan.finalizedTo(),
                                scan.headBlock(),
                                scan.cursors()));
            case EngineEvent.RowsRead rows ->
                prepared(
                        event,
                        rows.fills(),
                        rest -> new EngineEvent.RowsRead(rows.atNanos(), rows.leader(), rest, rows.readUpToSeconds()));
            default -> isPassedOver(identity(event)) ? List.of() : List.of(event);
        };
    }

    private List<EngineEvent> prepared(
            EngineEvent event, List<LeaderFill> fills, Function<List<LeaderFill>, @Nullable EngineEvent> with) {
        List<EngineEvent> all = new ArrayList<>();
        List<LeaderFill> rest = new ArrayList<>();
        for (LeaderFill fill : fills) {
            String identity = identity(fill);
            if (isPassedOver(identity)) {
                continue;
            }
            if (failures.containsKey(identity) && !(event instanceof EngineEvent.RowsRead)) {
                all.add(new EngineEvent.FillsDetected(event.atNanos(), List.of(fill)));
            }
            rest.add(fill);
        }
        EngineEvent last = rest.size() == fills.size() ? event : with.apply(rest);
        if (last != null && !isPassedOver(identity(event))) {
            all.add(last);
        }
        return all;
    }

    /** The engine failed at this; called once, before the process ends. Never throws. */
    void failed(EngineEvent event, Throwable why) {
        try {
            List<LeaderFill> fills = fillsOf(event);
            List<LeaderFill> blamed = fills.size() == 1
                    ? fills
                    : fills.stream()
                            .filter(fill -> !failures.containsKey(identity(fill)))
                            .toList();
            for (LeaderFill fill : blamed) {
                store.eventFailed(identity(fill), FILL, why, fill, clock.instant());
            }
            if (blamed.isEmpty()) {
                store.eventFailed(identity(event), kind(event), why, event, clock.instant());
            }
        } catch (RuntimeException e) {
            log.error("could not remember the event at which the engine failed: {}", event, e);
        }
    }

    private boolean isPassedOver(String identity) {
        boolean passed = failures.getOrDefault(identity, 0L) >= PASSED_OVER;
        if (passed && told.add(identity)) {
            log.error(
                    "QUARANTINE: an event is passed over, the engine failed at it twice. See quarantined_fact, identity {}; mend the"
                            + " cause and set acknowledged_at",
                    identity);
        }
        return passed;
    }

    private static List<LeaderFill> fillsOf(EngineEvent event) {
        return switch (event) {
            case EngineEvent.FillsDetected detected -> detected.fills();
            case EngineEvent.RangeScanned scan -> scan.fills();
            case EngineEvent.RowsRead rows -> rows.fills();
            default -> List.of();
        };
    }

    private static String identity(LeaderFill fill) {
        return QuarantineStore.eventIdentity(FILL, fill.sighting());
    }

    /** Without its time, which is another at every delivery. */
    private static String identity(EngineEvent event) {
        return QuarantineStore.eventIdentity(
                kind(event),
                event.toString()
                        .replaceFirst("atNanos=-?\\d+", "")
                        .replaceAll("detectedAtNanos=\\d+|id=[0-9a-f-]{36}", ""));
    }

    private static String kind(EngineEvent event) {
        return event.getClass().getSimpleName();
    }
}
