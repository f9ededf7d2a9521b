package io.slipstream.core.engine;

import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.StoredFill.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which fills were seen, by order and transaction. Holds the newest {@value #CAPACITY} orders; what is older lies behind the
 * cursors, from where no source delivers again. Owned by the engine's thread.
 */
final class KnownFills {

    private static final int CAPACITY = 500_000;

    private final UnsettledFills unsettled = new UnsettledFills();
    private final Map<String, OrderFills> byOrder = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OrderFills> eldest) {
            boolean full = size() > CAPACITY;
            if (full) {
                eldest.getValue().all().forEach(unsettled::remove);
            }
            return full;
        }
    };
    private final Map<String, UUID> byRow = bounded();
    private final Map<String, List<KnownFill>> untimed = bounded();

    /** What a delivered log is. */
    sealed interface Sighting {

        /** A fill nobody has seen before. */
        record New() implements Sighting {}

        /** Seen before, or said late of a block that lost. */
        record Duplicate() implements Sighting {}

        /** Known, and now its block time is known too. */
        record Timed(UUID fillId) implements Sighting {}

        /** A known fill is at this place now, or back at it. */
        record Moved(UUID fillId) implements Sighting {}
    }

    private static final Sighting NEW = new Sighting.New();
    private static final Sighting DUPLICATE = new Sighting.Duplicate();

    /** Takes a log of the chain. A new one is not remembered before {@link #add}. */
    Sighting see(LeaderFill log) {
        OrderFills order = byOrder.get(log.orderKey());
        if (order == null) {
            return NEW;
        }
        KnownFill same = order.seenAt(log);
        if (same != null && same.state() == State.CONFIRMED) {
            return completeTime(same, log);
        }
        if (same != null
                && same.state() == State.PROVISIONAL
                && same.blockHash().equals(log.blockHash())) {
            return completeTime(same, log);
        }
        if (order.isFinalElsewhere(log)) {
            return DUPLICATE;
        }
        KnownFill moved = same == null ? order.movedBy(log) : same;
        if (moved == null) {
            return NEW;
        }
        move(moved, log, State.PROVISIONAL);
        return new Sighting.Moved(moved.id());
    }

    private static Sighting completeTime(KnownFill known, LeaderFill log) {
        if (known.isTimed() || log.fillTimeNanos() == null || !known.blockHash().equals(log.blockHash())) {
            return DUPLICATE;
        }
        known.timed(true);
        return new Sighting.Timed(known.id());
    }

    /** Takes what the fill of a log really traded. Returns its id if that is news, else null. */
    @Nullable
    UUID price(LeaderFill log) {
        EffectiveAmounts amounts = log.effective();
        KnownFill there = amounts == null ? null : presentAt(log);
        return there != null && amounts != null && there.price(amounts) ? there.id() : null;
    }

    /** A fill of the chain is stored under this id. */
    void add(LeaderFill fill, UUID fillId) {
        put(fill, fillId, State.PROVISIONAL);
    }

    void restore(StoredFill stored) {
        if (stored.fill().blockNumber() > 0) {
            put(stored.fill(), stored.fill().id(), stored.state());
        } else {
            addRow(stored.fill().dedupeKey(), stored.fill().id());
        }
    }

    /** A row of the Data API tells of this fill. */
    void addRow(String rowKey, UUID fillId) {
        byRow.put(rowKey, fillId);
    }

    /** Whether a row of the Data API was seen before. */
    boolean isKnownRow(String rowKey) {
        return byRow.containsKey(rowKey);
    }

    /**
     * Blocks were read whole: puts right which fill is which where one transaction fills an order several times and its
     * logs were pushed out of order.
     *
     * @param logs every fill of the scope in the blocks that were read
     */
    List<Relocation> inOrder(Collection<LeaderFill> logs) {
        Map<String, List<LeaderFill>> severalTimes = logs.stream()
                .collect(Collectors.groupingBy(
                        log -> log.orderKey() + "|" + log.blockHash(), LinkedHashMap::new, Collectors.toList()));
        List<Relocation> relocations = new ArrayList<>();
        for (List<LeaderFill> ofOrder : severalTimes.values()) {
            OrderFills order =
                    ofOrder.size() < 2 ? null : byOrder.get(ofOrder.getFirst().orderKey());
            if (order != null) {
                relocations.addAll(order.inOrder(ofOrder));
            }
        }
        return relocations;
    }

    /**
     * A range is final: what it holds is confirmed, what else was said to be in it is not.
     *
     * @param sightings of every fill that the range holds of this scope
     */
    Settled settle(ScanScope scope, long fromBlock, long toBlock, Set<String> sightings) {
        List<UUID> confirmed = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        for (KnownFill known : unsettled.within(scope, fromBlock, toBlock)) {
            boolean holds = sightings.contains(known.sighting());
            (holds ? confirmed : gone).add(known.id());
            change(known, holds ? State.CONFIRMED : State.INVALIDATED);
        }
        return new Settled(confirmed, gone);
    }

    /** What is not final and was said to be in one of these blocks is gone. Returns the ids. */
    List<UUID> orphan(Collection<String> blockHashes) {
        List<UUID> gone = new ArrayList<>();
        for (KnownFill known : unsettled.inBlocks(blockHashes)) {
            gone.add(known.id());
            change(known, State.INVALIDATED);
        }
        return gone;
    }

    /** The fills of a block whose time was not known, final or not; it is from now on. */
    List<UUID> timed(String blockHash) {
        List<UUID> now = new ArrayList<>();
        List<KnownFill> waiting = untimed.remove(blockHash);
        for (KnownFill known : waiting == null ? List.<KnownFill>of() : waiting) {
            if (known.blockHash().equals(blockHash) && !known.isTimed()) {
                known.timed(true);
                now.add(known.id());
            }
        }
        return now;
    }

    /** Marks a fill whose block is gone; null if it is not known at that place, gone already, or final. */
    @Nullable
    UUID remove(String orderKey, String sighting) {
        OrderFills order = byOrder.get(orderKey);
        for (KnownFill known : order == null ? List.<KnownFill>of() : order.all()) {
            if (known.state() == State.PROVISIONAL && known.sighting().equals(sighting)) {
                change(known, State.INVALIDATED);
                return known.id();
            }
        }
        return null;
    }

    /** The fill that this very log is; null if it was never seen, or its fill is elsewhere or gone. */
    @Nullable
    UUID idAt(LeaderFill log) {
        KnownFill there = presentAt(log);
        return there == null || there.state() == State.INVALIDATED ? null : there.id();
    }

    /** The fill that this log is is final. Returns its id, null if it is not known there. */
    @Nullable
    UUID confirm(LeaderFill log) {
        KnownFill there = presentAt(log);
        if (there == null) {
            return null;
        }
        change(there, State.CONFIRMED);
        return there.id();
    }

    private @Nullable KnownFill presentAt(LeaderFill log) {
        OrderFills order = byOrder.get(log.orderKey());
        KnownFill there = order == null ? null : order.seenAt(log);
        return there != null && there.blockHash().equals(log.blockHash()) ? there : null;
    }

    /** A second reading of final blocks states a stored fill like this. */
    void correct(Relocation correction) {
        LeaderFill log = correction.now();
        OrderFills order = byOrder.get(log.orderKey());
        KnownFill known = order == null ? null : order.withId(correction.fillId());
        if (known == null) {
            put(log, correction.fillId(), State.CONFIRMED);
        } else {
            move(known, log, State.CONFIRMED);
        }
    }

    /** A second reading of final blocks does not hold a stored fill. */
    void disprove(Disproof disproof) {
        OrderFills order = byOrder.get(disproof.orderKey());
        KnownFill known = order == null ? null : order.withId(disproof.fillId());
        if (known != null) {
            change(known, State.INVALIDATED);
        }
    }

    private void put(LeaderFill fill, UUID fillId, State state) {
        KnownFill now = new KnownFill(fill, fillId, state);
        byOrder.computeIfAbsent(fill.orderKey(), _ -> new OrderFills()).add(now);
        await(now);
    }

    private void move(KnownFill known, LeaderFill log, State state) {
        unsettled.remove(known);
        known.place(log);
        known.state(state);
        await(known);
    }

    /** What is still to be learned of a fill: whether its block is final, and its time. */
    private void await(KnownFill known) {
        if (known.state() == State.PROVISIONAL) {
            unsettled.add(known);
        }
        if (!known.isTimed() && known.state() != State.INVALIDATED) {
            untimed.computeIfAbsent(known.blockHash(), _ -> new ArrayList<>(2)).add(known);
        }
    }

    private void change(KnownFill known, State state) {
        unsettled.remove(known);
        known.state(state);
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > CAPACITY;
            }
        };
    }

    /** What became of the fills of a range that is final. */
    record Settled(List<UUID> confirmed, List<UUID> gone) {

        Settled {
            confirmed = Collections.unmodifiableList(confirmed);
            gone = Collections.unmodifiableList(gone);
        }
    }
}
