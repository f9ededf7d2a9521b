package io.slipstream.core.engine;

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
import org.jspecify.annotations.Nullable;

/**
 * Which fills were seen. Holds the newest {@value #CAPACITY}; what is older lies behind the cursors, from where no source
 * delivers again. One order filled twice by one transaction is two fills, told apart by the log index.
 */
final class KnownFills {

    private static final int CAPACITY = 500_000;

    private final Map<String, Place> byDedupeKey = bounded();
    private final Map<String, KnownFill> byOrderKey = bounded();
    private final UnsettledFills unsettled = new UnsettledFills();
    private final Map<String, List<KnownFill>> untimed = bounded();

    /** What a delivered fill is. */
    enum Sighting {
        NEW,
        DUPLICATE,
        /** Known, and now its block time is known too. */
        TIMED,
        RELOCATED
    }

    Sighting classify(LeaderFill fill) {
        KnownFill known = byOrderKey.get(fill.orderKey());
        if (known != null && known.state() == State.INVALIDATED) {
            return Sighting.RELOCATED;
        }
        UUID there = idAt(fill);
        if (there == null && (known == null || known.isIn(fill))) {
            return Sighting.NEW;
        }
        if (known != null && known.state() == State.CONFIRMED) {
            return Sighting.DUPLICATE; // said late by somebody who has not heard of finality
        }
        if (there == null) {
            return Sighting.RELOCATED;
        }
        if (known == null || !known.id().equals(there)) {
            return Sighting.DUPLICATE; // one order filled twice by one transaction: known is the other fill
        }
        if (!known.isIn(fill) || !known.dedupeKey().equals(fill.dedupeKey())) {
            return Sighting.RELOCATED; // in another block, of the same height or one where it was before
        }
        return !known.timed() && fill.fillTimeNanos() != null ? Sighting.TIMED : Sighting.DUPLICATE;
    }

    void remember(LeaderFill fill, UUID fillId) {
        put(fill, fillId, State.PROVISIONAL);
    }

    void restore(StoredFill stored) {
        put(stored.fill(), stored.fill().id(), stored.state());
        if (stored.state() == State.INVALIDATED) {
            byDedupeKey.remove(stored.fill().dedupeKey());
        }
    }

    /** Another identity of a known fill: what comes under it is that fill. */
    void alias(String dedupeKey, UUID fillId) {
        byDedupeKey.put(dedupeKey, new Place("", fillId));
    }

    /** Whether something was seen under this identity, whatever order it was. */
    boolean isKnown(String dedupeKey) {
        return byDedupeKey.containsKey(dedupeKey);
    }

    /**
     * A range is final: what it holds is confirmed, what else was said to be in it is not.
     *
     * @param dedupeKeys of every fill that the range holds of this scope
     */
    Settled settle(ScanScope scope, long fromBlock, long toBlock, Set<String> dedupeKeys) {
        List<UUID> confirmed = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        for (KnownFill known : unsettled.within(scope, fromBlock, toBlock)) {
            boolean holds = dedupeKeys.contains(known.dedupeKey());
            (holds ? confirmed : gone).add(known.id());
            change(known, holds ? State.CONFIRMED : State.INVALIDATED);
        }
        return new Settled(confirmed, gone);
    }

    /** What is not final and was said to be in one of these blocks is gone; tells the ids. */
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
        for (KnownFill known : untimed.getOrDefault(blockHash, List.of())) {
            KnownFill latest = byOrderKey.get(known.orderKey());
            if (latest == null
                    || !latest.id().equals(known.id())
                    || latest.blockHash().equals(blockHash)) {
                now.add(known.id());
            }
            if (latest != null
                    && latest.id().equals(known.id())
                    && latest.blockHash().equals(blockHash)) {
                byOrderKey.put(known.orderKey(), unsettled.replace(latest, latest.withTime()));
            }
        }
        untimed.remove(blockHash);
        return now;
    }

    /** The id of the fill this one is a new sighting of. */
    UUID idOf(LeaderFill fill) {
        KnownFill known = byOrderKey.get(fill.orderKey());
        return known == null ? fill.id() : known.id();
    }

    /** Marks a fill whose block is gone; null if it is not known in that block, gone already, or final. */
    @Nullable
    UUID remove(String orderKey, String dedupeKey, String blockHash) {
        KnownFill known = byOrderKey.get(orderKey);
        boolean there = known != null
                && known.dedupeKey().equals(dedupeKey)
                && known.blockHash().equals(blockHash);
        if (known == null || known.state() != State.PROVISIONAL || !there) {
            return null;
        }
        change(known, State.INVALIDATED);
        return known.id();
    }

    private void put(LeaderFill fill, UUID fillId, State state) {
        KnownFill now = KnownFill.of(fill, fillId, state);
        KnownFill before = byOrderKey.put(now.orderKey(), now);
        byDedupeKey.put(now.dedupeKey(), new Place(now.orderKey(), fillId));
        if (before != null && before.id().equals(fillId)) {
            unsettled.remove(before);
        }
        if (state == State.PROVISIONAL) {
            unsettled.add(now);
        }
        if (!now.timed() && state != State.INVALIDATED) {
            untimed.computeIfAbsent(now.blockHash(), _ -> new ArrayList<>(2)).add(now);
        }
    }

    private void change(KnownFill known, State state) {
        unsettled.remove(known);
        KnownFill latest = byOrderKey.get(known.orderKey());
        if (latest != null && latest.id().equals(known.id())) {
            byOrderKey.put(known.orderKey(), known.withState(state));
        }
        if (state == State.INVALIDATED) {
            Place place = byDedupeKey.get(known.dedupeKey());
            if (place != null && place.id.equals(known.id())) {
                byDedupeKey.remove(known.dedupeKey());
            }
        }
    }

    /**
     * Which fill of this order was seen at this place. Another order may have been there: when a reorg shifts the logs of a
     * transaction, one fill comes to where its neighbour was.
     */
    private @Nullable UUID idAt(LeaderFill fill) {
        Place place = byDedupeKey.get(fill.dedupeKey());
        return place != null && place.orderKey.equals(fill.orderKey()) ? place.id : null;
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > CAPACITY;
            }
        };
    }

    private record Place(String orderKey, UUID id) {}

    /** What became of the fills of a range that is final. */
    record Settled(List<UUID> confirmed, List<UUID> gone) {

        Settled {
            confirmed = Collections.unmodifiableList(confirmed);
            gone = Collections.unmodifiableList(gone);
        }
    }
}
