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
        notionalMicros += Price.notional(shares, price);
        feeMicros += fee(shares, price, liquidity);
        return shares;
    }

    long fee(long shares, int price, Liquidity liquidity) {
        return liquidity == Liquidity.TAKER ? request.instrument().fee().takerFee(shares, price) : 0;
    }

    FillBounds.Bound bound() {
        return new FillBounds.Bound(request.sharesMicros() - remainingMicros, notionalMicros, feeMicros);
    }
}
