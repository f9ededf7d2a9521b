package io.slipstream.core.engine;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.StoredFill.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which fills were seen. Holds the newest {@value #CAPACITY}; what is older lies behind the cursors, from where no source
 * delivers again. One order filled twice by one transaction is two fills, told apart by the log index.
 */
final class KnownFills {

    private static final int CAPACITY = 500_000;

    private final Map<String, Place> byDedupeKey = bounded();
    private final Map<String, Known> byOrderKey = bounded();

    /** What a delivered fill is. */
    enum Sighting {
        NEW,
        DUPLICATE,
        /** Known, and now its block time is known too. */
        TIMED,
        RELOCATED
    }

    Sighting classify(LeaderFill fill) {
        Known known = byOrderKey.get(fill.orderKey());
        if (known != null && known.state == State.INVALIDATED) {
            return Sighting.RELOCATED;
        }
        UUID there = idAt(fill);
        if (there == null && (known == null || known.isIn(fill))) {
            return Sighting.NEW;
        }
        if (known != null && known.state == State.CONFIRMED) {
            return Sighting.DUPLICATE; // said late by somebody who has not heard of finality
        }
        if (there == null) {
            return Sighting.RELOCATED;
        }
        if (known == null || !known.id.equals(there)) {
            return Sighting.DUPLICATE; // one order filled twice by one transaction: known is the other fill
        }
        if (!known.isIn(fill) || !known.dedupeKey.equals(fill.dedupeKey())) {
            return Sighting.RELOCATED; // in another block, of the same height or one where it was before
        }
        return !known.timed && fill.fillTimeNanos() != null ? Sighting.TIMED : Sighting.DUPLICATE;
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

    /** Its block is final: nothing moves or removes it any more. */
    void settle(LeaderFill fill) {
        UUID id = idAt(fill);
        if (id != null) {
            put(fill, id, State.CONFIRMED);
        }
    }

    private void put(LeaderFill fill, UUID fillId, State state) {
        byDedupeKey.put(fill.dedupeKey(), new Place(fill.orderKey(), fillId));
        byOrderKey.put(
                fill.orderKey(),
                new Known(
                        fillId,
                        fill.dedupeKey(),
                        fill.blockNumber(),
                        fill.blockHash(),
                        fill.fillTimeNanos() != null,
                        state));
    }

    /** The id of the fill this one is a new sighting of. */
    UUID idOf(LeaderFill fill) {
        Known known = byOrderKey.get(fill.orderKey());
        return known == null ? fill.id() : known.id;
    }

    /** Marks a fill whose block is gone; null if it is not known in that block, gone already, or final. */
    @Nullable
    UUID remove(String orderKey, String dedupeKey, String blockHash) {
        Known known = byOrderKey.get(orderKey);
        boolean there = known != null && known.dedupeKey.equals(dedupeKey) && known.blockHash.equals(blockHash);
        if (known == null || known.state != State.PROVISIONAL || !there) {
            return null;
        }
        byDedupeKey.remove(dedupeKey);
        byOrderKey.put(
                orderKey,
                new Known(known.id, dedupeKey, known.blockNumber, known.blockHash, known.timed, State.INVALIDATED));
        return known.id;
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

    private record Known(UUID id, String dedupeKey, long blockNumber, String blockHash, boolean timed, State state) {

        boolean isIn(LeaderFill fill) {
            return blockNumber == fill.blockNumber() && blockHash.equals(fill.blockHash());
        }
    }
}
