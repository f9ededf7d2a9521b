package io.slipstream.core.engine;

import io.slipstream.core.chain.LeaderFill;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
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

        /** A fill has to be stored that gets no decision: it had one. */
        void observed(LeaderFill fill);

        /** A known fill has other figures now: whatever counts with them counts with the new ones. It gets no second attempt. */
        void revise(UUID fillId, LeaderFill now);

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
                knownFills.addRow(rowKey, stored.fill().id());
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
        switch (knownFills.see(fill)) {
            case KnownFills.Sighting.Duplicate() -> {}
            case KnownFills.Sighting.Timed(UUID id) ->
                effects.accept(new Effect.FillTimed(id, Objects.requireNonNull(fill.fillTimeNanos())));
            case KnownFills.Sighting.Moved(UUID id) -> relocate(List.of(new Relocation(id, fill)));
            case KnownFills.Sighting.New() -> onNew(fill, leastAgeNanos);
        }
        UUID priced = knownFills.price(fill);
        if (priced != null) {
            price(priced, fill);
        }
    }

    /** What a known fill really traded: everything counts with that from now on. It gets no second attempt. */
    private void price(UUID id, LeaderFill now) {
        twoSources.revise(now, id);
        consequences.revise(id, now);
        effects.accept(new Effect.FillPriced(id, Objects.requireNonNull(now.effective())));
    }

    /** The fills keep their ids and their one attempt; all their figures are those of the new logs. */
    private void relocate(List<Relocation> relocations) {
        for (Relocation relocation : relocations) {
            twoSources.revise(relocation.now(), relocation.fillId());
            consequences.revise(relocation.fillId(), relocation.now());
        }
        effects.accept(new Effect.FillsRelocated(relocations));
    }

    private void onNew(LeaderFill fill, long leastAgeNanos) {
        UUID told = toleranceNanos > 0 ? twoSources.take(fill, true) : null;
        if (told != null) {
            knownFills.add(fill, told);
            effects.accept(new Effect.FillCompleted(told, fill));
            return;
        }
        knownFills.add(fill, fill.id());
        if (toleranceNanos > 0) {
            awaitOther(fill, fill.id(), true, fill.detectedAtNanos());
        }
        consequences.copy(fill, leastAgeNanos);
    }

    void onRows(EngineEvent.RowsRead read) {
        for (LeaderFill row : read.fills()) {
            if (!knownFills.isKnownRow(row.dedupeKey())) {
                onNewRow(row);
            }
        }
        effects.accept(new Effect.RowsCursorMoved(read.leader(), read.readUpToSeconds(), read.atNanos()));
    }

    private void onNewRow(LeaderFill row) {
        UUID told = toleranceNanos > 0 ? twoSources.take(row, false) : null;
        if (told != null) {
            knownFills.addRow(row.dedupeKey(), told);
            effects.accept(new Effect.FillSeenByRow(told, row));
            return;
        }
        UUID moved = toleranceNanos > 0 ? twoSources.pairedAtAnotherTime(row) : null;
        if (moved != null) {
            knownFills.addRow(row.dedupeKey(), moved);
            return;
        }
        knownFills.addRow(row.dedupeKey(), row.id());
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

    /**
     * A range was read whole: what was pushed out of order is put right, what is final is confirmed, and what else was said
     * to be there is gone.
     */
    void onScanned(EngineEvent.RangeScanned scanned) {
        List<Relocation> inOrder = knownFills.inOrder(scanned.fills());
        if (!inOrder.isEmpty()) {
            relocate(inOrder);
        }
        if (scanned.finalizedTo() >= scanned.finalizedFrom()) {
            settle(scanned);
        }
    }

    private void settle(EngineEvent.RangeScanned scanned) {
        Set<String> held = scanned.fills().stream()
                .filter(fill -> fill.blockNumber() <= scanned.finalizedTo())
                .map(LeaderFill::sighting)
                .collect(Collectors.toUnmodifiableSet());
        KnownFills.Settled settled =
                knownFills.settle(scanned.scope(), scanned.finalizedFrom(), scanned.finalizedTo(), held);
        if (!settled.confirmed().isEmpty()) {
            effects.accept(new Effect.FillsConfirmed(settled.confirmed()));
        }
        settled.gone().forEach(id -> invalidate(id, "the leader's fill is not in the final block"));
    }

    /**
     * A second reading of final blocks contradicts what is stored: what is stored is put right.
     *
     * @param leastAge how old a fill is at least
     */
    void onContradicted(EngineEvent.FillsContradicted contradicted, ToLongFunction<LeaderFill> leastAge) {
        List<Relocation> corrections = contradicted.corrections();
        if (!corrections.isEmpty()) {
            corrections.forEach(knownFills::correct);
            relocate(corrections);
            effects.accept(new Effect.FillsConfirmed(
                    corrections.stream().map(Relocation::fillId).toList()));
        }
        for (Disproof disproof : contradicted.disproved()) {
            knownFills.disprove(disproof);
            effects.accept(new Effect.FillDisproved(disproof.fillId()));
            consequences.withdraw(disproof.fillId(), "a second reading does not find the leader's fill");
        }
        for (LeaderFill missed : contradicted.missed()) {
            UUID lost = knownFills.idAt(missed);
            if (lost == null) {
                onChain(missed, leastAge.applyAsLong(missed));
            } else {
                consequences.observed(missed.as(lost)); // it was decided, and is not stored
            }
            UUID id = knownFills.confirm(missed);
            if (id != null) {
                effects.accept(new Effect.FillsConfirmed(List.of(id)));
            }
        }
    }

    void onRemoved(EngineEvent.FillRemoved removed) {
        UUID id = knownFills.remove(removed.orderKey(), removed.sighting());
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
