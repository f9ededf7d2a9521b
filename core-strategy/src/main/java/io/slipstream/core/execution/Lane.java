package io.slipstream.core.execution;

import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.venue.Reachable;
import org.jspecify.annotations.Nullable;

/** One way to look at an order's execution: what it would have got under one fill model. */
final class Lane {

    private final FillModel model;
    private final OrderRequest request;
    /** Micro-dollars of an order that is sized in collateral, micro-shares of others. */
    private long remainingMicros;

    private long filledMicros;
    private long notionalMicros;
    private long feeMicros;
    private long takenMicros;
    private long takenNotionalMicros;
    private long takenFeeMicros;
    private long lastFeeMicros;
    private @Nullable QueuePosition queue;

    Lane(FillModel model, OpenOrder order) {
        this.model = model;
        this.request = order.request();
        this.remainingMicros = order.remainingMicros();
        this.filledMicros = order.filledMicros();
        this.notionalMicros = order.notionalMicros();
        this.feeMicros = order.feeMicros();
    }

    FillModel model() {
        return model;
    }

    boolean isFilled() {
        return remainingMicros == 0;
    }

    /** Whether so much would fill it whole; by the venue's own measure. */
    boolean isFilledBy(Reachable reachable) {
        return remainingMicros
                <= (request.isSizedInCollateral() ? reachable.collateralMicros() : reachable.sharesMicros());
    }

    @Nullable
    QueuePosition queue() {
        return queue;
    }

    /** Joins the queue at its price. */
    void rest(QueuePosition position) {
        queue = position;
    }

    /** Fills so much at a price, at most what remains; tells how much. */
    long fill(long availableMicros, int price, Liquidity liquidity) {
        boolean spends = request.isSizedInCollateral();
        long wanted = spends ? Micros.mulDivDown(remainingMicros, Price.ONE, price) : remainingMicros;
        long shares = Math.min(availableMicros, wanted);
        if (shares <= 0) {
            return 0;
        }
        long notional = Price.notional(shares, price);
        // money that does not buy a micro-share more is spent
        remainingMicros = shares == wanted ? 0 : remainingMicros - (spends ? notional : shares);
        filledMicros += shares;
        notionalMicros += notional;
        lastFeeMicros = liquidity == Liquidity.TAKER ? feeOfTaking(shares, notional) : 0;
        feeMicros += lastFeeMicros;
        return shares;
    }

    /** The fee of the last fill. */
    long lastFeeMicros() {
        return lastFeeMicros;
    }

    /** What this adds to the fee of the match: on chain a taker's match has one, at its average price. */
    private long feeOfTaking(long shares, long notional) {
        takenMicros += shares;
        takenNotionalMicros += notional;
        long before = takenFeeMicros;
        takenFeeMicros = request.instrument().fee().takerFeeOf(takenMicros, takenNotionalMicros);
        return takenFeeMicros - before;
    }

    FillBounds.Bound bound() {
        return new FillBounds.Bound(filledMicros, notionalMicros, feeMicros);
    }
}
