package io.slipstream.core.execution;

import io.slipstream.core.market.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order on paper: where it is on its way, and what it got under each fill model. */
final class PaperOrder {

    private final OrderRequest request;
    private final long decidedNanos;
    private final Map<FillModel, Lane> byModel = new EnumMap<>(FillModel.class);
    private final List<Lane> lanes;
    private Stage stage = Stage.AT_THE_VENUE;
    private boolean followed = true;
    private int fills;
    private long toldNanos;
    private @Nullable String cancelWanted;
    private @Nullable QueueDepth shown;

    /** Where it is. */
    enum Stage {
        /** Sent, and not in the book yet. */
        ON_ITS_WAY,
        /** Held by the venue's taker delay; it cannot be canceled meanwhile. */
        HELD,
        /** In the book. */
        AT_THE_VENUE,
        /** Filled or canceled; what it would have got otherwise may still be followed. */
        OVER
    }

    PaperOrder(OrderRequest request, long decidedNanos) {
        this(OpenOrder.sent(request), decidedNanos);
        stage = Stage.ON_ITS_WAY;
    }

    /** One that is at the venue already. What other models would have got before is taken to be what it really got. */
    PaperOrder(OpenOrder open, long decidedNanos) {
        this.request = open.request();
        this.decidedNanos = decidedNanos;
        this.fills = open.fills();
        for (FillModel model : FillModel.values()) {
            byModel.put(model, new Lane(model, open));
        }
        this.lanes = List.copyOf(byModel.values());
    }

    /** Whether something can still happen to it, under any model. */
    boolean isFollowed() {
        return followed;
    }

    /** Nothing can. */
    void leave() {
        followed = false;
    }

    OrderRequest request() {
        return request;
    }

    long decidedNanos() {
        return decidedNanos;
    }

    Stage stage() {
        return stage;
    }

    void stage(Stage now) {
        stage = now;
    }

    Lane lane(FillModel model) {
        Lane lane = byModel.get(model);
        if (lane == null) {
            throw new IllegalStateException("no lane for " + model);
        }
        return lane;
    }

    List<Lane> lanes() {
        return lanes;
    }

    /** The lane that counts. */
    Lane real() {
        return lane(FillModel.REALISTIC);
    }

    int nextFill() {
        return fills++;
    }

    int fills() {
        return fills;
    }

    /** When a message about it reaches us that takes so long: never before one that was sent earlier. */
    long toldAt(long nanos) {
        toldNanos = Math.max(toldNanos, nanos);
        return toldNanos;
    }

    /** It was asked to cancel before it was in the book. */
    void wantCancel(String reason) {
        cancelWanted = reason;
    }

    @Nullable
    String cancelWanted() {
        return cancelWanted;
    }

    /** Whether a price is as good as its limit or better. */
    boolean reaches(int price) {
        return request.side() == Side.BUY ? price <= request.limitPrice() : price >= request.limitPrice();
    }

    /** Whether it has a place in the queue. */
    boolean rests() {
        return real().queue() != null;
    }

    /** Puts what remains into the queue behind what is shown at its price. */
    void rest(QueueDepth shown, long cancelsAheadMillionths) {
        for (Lane lane : lanes) {
            lane.rest(new QueuePosition(lane.model(), shown, cancelsAheadMillionths));
        }
    }

    /** Whether its side of the book shows something else than the last time; that is remembered. */
    boolean sees(QueueDepth now) {
        boolean same = now.equals(shown);
        shown = now;
        return !same;
    }

    boolean isFilledInEveryLane() {
        for (Lane lane : lanes) {
            if (!lane.isFilled()) {
                return false;
            }
        }
        return true;
    }

    FillBounds bounds() {
        return new FillBounds(
                lane(FillModel.PESSIMISTIC).bound(), lane(FillModel.OPTIMISTIC).bound());
    }
}
