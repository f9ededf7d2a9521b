package io.slipstream.core.engine;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.StoredFill.State;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is kept of a fill to know it again, and where it was seen. Owned by the engine's thread. */
final class KnownFill {

    /** Blocks that a fill is remembered in. A reorg adds one; Polygon's reach two blocks deep (protocol reference 9). */
    private static final int MOST_PLACES = 16;

    private final UUID id;
    private final Address exchange;
    private final Address leader;
    /** Where it was seen, each block once, in the order of the first sightings. */
    private final List<Place> places = new ArrayList<>(1);

    private Place present;
    private long sharesMicros;
    private long usdcMicros;
    private @Nullable EffectiveAmounts effective;
    private boolean timed;
    private State state;

    /** A log's place, and the identity that the log has there. */
    private record Place(long blockNumber, String blockHash, long logIndex, String sighting) {

        static Place of(LeaderFill fill) {
            return new Place(fill.blockNumber(), fill.blockHash(), fill.logIndex(), fill.sighting());
        }
    }

    KnownFill(LeaderFill fill, UUID id, State state) {
        this.id = id;
        this.exchange = fill.exchange();
        this.leader = fill.leader();
        this.state = state;
        this.present = Place.of(fill);
        place(fill);
    }

    UUID id() {
        return id;
    }

    State state() {
        return state;
    }

    void state(State now) {
        state = now;
    }

    boolean isTimed() {
        return timed;
    }

    void timed(boolean now) {
        timed = now;
    }

    long blockNumber() {
        return present.blockNumber;
    }

    String blockHash() {
        return present.blockHash;
    }

    /** The identity of its present log. */
    String sighting() {
        return present.sighting;
    }

    boolean isCoveredBy(ScanScope scope) {
        return scope.covers(exchange, leader);
    }

    boolean hasAmountsOf(LeaderFill fill) {
        return sharesMicros == fill.sharesMicros() && usdcMicros == fill.usdcMicros();
    }

    /** Whether this very log was seen of it, now or before. */
    boolean wasSeenAt(LeaderFill fill) {
        Long logIndex = logIndexIn(fill.blockHash());
        return logIndex != null && logIndex == fill.logIndex();
    }

    /** The log's position in a block that the fill was seen in; null if it was not. */
    @Nullable
    Long logIndexIn(String blockHash) {
        for (Place place : places) {
            if (place.blockHash.equals(blockHash)) {
                return place.logIndex;
            }
        }
        return null;
    }

    /** The position of its present log. */
    long logIndex() {
        return present.logIndex;
    }

    /** The blocks that it was seen in, the first sighting first. */
    List<String> blockHashes() {
        return places.stream().map(Place::blockHash).toList();
    }

    /** What was really traded is known now. Returns whether it was not before, or was something else. */
    boolean price(EffectiveAmounts now) {
        boolean news = !now.equals(effective);
        effective = now;
        return news;
    }

    /** The fill is what this log says, at its place. */
    void place(LeaderFill fill) {
        present = Place.of(fill);
        int before = blockHashes().indexOf(fill.blockHash());
        if (before >= 0) {
            places.set(before, present);
        } else {
            if (places.size() == MOST_PLACES) {
                places.remove(1); // the first tells the order of an order's fills
            }
            places.add(present);
        }
        sharesMicros = fill.sharesMicros();
        usdcMicros = fill.usdcMicros();
        effective = fill.effective();
        timed = fill.fillTimeNanos() != null;
    }
}
