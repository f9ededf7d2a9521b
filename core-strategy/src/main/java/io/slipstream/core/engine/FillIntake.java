package io.slipstream.core.engine;

import io.slipstream.core.chain.LeaderFill;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * From what sources deliver, in any order and any number of times, to one fill each: new, known, moved, gone, back, final.
 * With two sources, whichever comes first makes the fill and the chain's identity completes it.
 */
final class FillIntake {

    private static final long LONG_AGO_NANOS = 900_000_000_000L;
    private static final String CHAIN = "polygon";
    private static final String ROWS = "data_api";

    private final long toleranceNanos;
    private final EngineTimers timers;
    private final Consumer<Effect> effects;
    private final Consequences consequences;
    private final KnownFills knownFills = new KnownFills();
    private final TwoSources twoSources = new TwoSources();
    private final List<LeaderFill> awaitedSinceBefore = new ArrayList<>();

    /** What a fill's coming and going means for trading. */
    interface Consequences {

        /** A fill nobody has seen before. */
        void copy(LeaderFill fill, long leastAgeNanos);

        /** A fill is gone: an order that follows it has no ground any more. */
        void withdraw(UUID fillId, String why);
    }

    FillIntake(long toleranceNanos, EngineTimers timers, Consumer<Effect> effects, Consequences consequences) {
        this.toleranceNanos = toleranceNanos;
        this.timers = timers;
        this.effects = effects;
        this.consequences = consequences;
    }

    void restore(RestoredState restored) {
        for (StoredFill stored : restored.fills()) {
            knownFills.restore(stored);
            String rowKey = stored.rowKey();
            if (rowKey != null) {
                knownFills.alias(rowKey, stored.fill().id());
            } else if (toleranceNanos > 0 && stored.state() == StoredFill.State.INVALIDATED) {
                // not missed by anybody, but its row may come
                twoSources.await(
                        stored.fill(), stored.fill().id(), stored.fill().blockNumber() > 0);
            } else if (toleranceNanos > 0) {
                awaitedSinceBefore.add(stored.fill());
            }
        }
    }

    /** The first instant: what the run before waited for is waited for once more. */
    void begin(long nowNanos) {
        awaitedSinceBefore.forEach(fill -> awaitOther(fill, fill.id(), fill.blockNumber() > 0, nowNanos));
        awaitedSinceBefore.clear();
    }

    void onChain(LeaderFill fill, long leastAgeNanos) {
        switch (knownFills.classify(fill)) {
            case DUPLICATE -> {}
            case TIMED -> {
                UUID id = knownFills.idOf(fill);
                knownFills.remember(fill, id);
                effects.accept(new Effect.FillTimed(id, Objects.requireNonNull(fill.fillTimeNanos())));
            }
            case RELOCATED -> {
                UUID id = knownFills.idOf(fill);
                knownFills.remember(fill, id);
                effects.accept(new Effect.FillRelocated(id, fill));
            }
            case NEW -> onNew(fill, leastAgeNanos);
        }
    }

    private void onNew(LeaderFill fill, long leastAgeNanos) {
        UUID told = toleranceNanos > 0 ? twoSources.take(fill, true) : null;
        if (told != null) {
            knownFills.remember(fill, told);
            effects.accept(new Effect.FillCompleted(told, fill));
            return;
        }
        knownFills.remember(fill, fill.id());
        if (toleranceNanos > 0) {
            awaitOther(fill, fill.id(), true, fill.detectedAtNanos());
        }
        consequences.copy(fill, leastAgeNanos);
    }

    void onRows(EngineEvent.RowsRead read) {
        for (LeaderFill row : read.fills()) {
            if (!knownFills.isKnown(row.dedupeKey())) {
                onNewRow(row);
            }
        }
        effects.accept(new Effect.RowsCursorMoved(read.leader(), read.readUpToSeconds(), read.atNanos()));
    }

    private void onNewRow(LeaderFill row) {
        UUID told = toleranceNanos > 0 ? twoSources.take(row, false) : null;
        if (told != null) {
            knownFills.alias(row.dedupeKey(), told);
            effects.accept(new Effect.FillSeenByRow(told, row));
            return;
        }
        UUID moved = toleranceNanos > 0 ? twoSources.pairedAtAnotherTime(row) : null;
        if (moved != null) {
            knownFills.alias(row.dedupeKey(), moved);
            return;
        }
        knownFills.alias(row.dedupeKey(), row.id());
        if (toleranceNanos > 0) {
            awaitOther(row, row.id(), false, row.detectedAtNanos());
        }
        consequences.copy(row, 0);
    }

    private void awaitOther(LeaderFill fill, UUID id, boolean onChain, long sinceNanos) {
        twoSources.await(fill, id, onChain);
        Long time = fill.fillTimeNanos();
        if (time != null && sinceNanos - time > LONG_AGO_NANOS) {
            return; // read to catch up: the other source may not go back as far
        }
        timers.at(sinceNanos + toleranceNanos, nowNanos -> {
            if (twoSources.isAwaited(fill, id)) {
                effects.accept(new Effect.OneSided(id, onChain ? CHAIN : ROWS, nowNanos));
            }
        });
    }

    /** The range is final: its fills are confirmed, and what else was said to be in it is gone. */
    void settle(EngineEvent.RangeScanned scanned) {
        Set<String> held = scanned.fills().stream()
                .filter(fill -> fill.blockNumber() <= scanned.finalizedTo())
                .map(LeaderFill::dedupeKey)
                .collect(Collectors.toUnmodifiableSet());
        KnownFills.Settled settled =
                knownFills.settle(scanned.scope(), scanned.finalizedFrom(), scanned.finalizedTo(), held);
        if (!settled.confirmed().isEmpty()) {
            effects.accept(new Effect.FillsConfirmed(settled.confirmed()));
        }
        settled.gone().forEach(id -> invalidate(id, "the leader's fill is not in the final block"));
    }

    void onRemoved(EngineEvent.FillRemoved removed) {
        UUID id = knownFills.remove(removed.orderKey(), removed.dedupeKey(), removed.blockHash());
        if (id != null) {
            invalidate(id, "the leader's fill was taken back");
        }
    }

    void onOrphaned(Set<String> blockHashes) {
        knownFills.orphan(blockHashes).forEach(id -> invalidate(id, "the block of the leader's fill was replaced"));
    }

    void onTimed(EngineEvent.BlockTimed timed) {
        knownFills
                .timed(timed.blockHash())
                .forEach(id -> effects.accept(new Effect.FillTimed(id, timed.blockTimeNanos())));
    }

    private void invalidate(UUID fillId, String why) {
        effects.accept(new Effect.FillInvalidated(fillId));
        consequences.withdraw(fillId, why);
    }
}
