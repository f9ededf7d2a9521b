package io.slipstream.core.execution;

import io.slipstream.core.money.Price;
import org.jspecify.annotations.Nullable;

/** One way to look at an order's execution: what it would have got under one fill model. */
final class Lane {

    private final FillModel model;
    private final OrderRequest request;
    private long remainingMicros;
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
        this.remainingMicros = request.sharesMicros() - order.filledMicros();
        this.notionalMicros = order.notionalMicros();
        this.feeMicros = order.feeMicros();
    }

    FillModel model() {
        return model;
    }

    boolean isFilled() {
        return remainingMicros == 0;
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
        long shares = Math.min(availableMicros, remainingMicros);
        if (shares <= 0) {
            return 0;
        }
        remainingMicros -= shares;
        long notional = Price.notional(shares, price);
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
        return new FillBounds.Bound(request.sharesMicros() - remainingMicros, notionalMicros, feeMicros);
    }
}
