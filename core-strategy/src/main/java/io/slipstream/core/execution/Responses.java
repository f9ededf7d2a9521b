package io.slipstream.core.execution;

import io.slipstream.core.market.TokenId;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What the venue did with paper orders, told to us a response later and in the order in which it was done. */
final class Responses {

    private final Timers timers;
    private final ExecutionListener listener;
    private final LongSupplier response;
    private final SettlementRisk risk;

    Responses(Timers timers, ExecutionListener listener, LongSupplier response, SettlementRisk risk) {
        this.timers = timers;
        this.listener = listener;
        this.response = response;
        this.risk = risk;
    }

    void placed(PaperOrder order, long nowNanos) {
        tell(order, nowNanos, _ -> listener.onPlaced(order.request().attemptId(), nowNanos));
    }

    /** It meets its book: for who measures that moment, and not told by the venue. */
    void met(PaperOrder order) {
        listener.onMet(order.request().attemptId());
    }

    /** The lane that counts was filled by so much. */
    void filled(PaperOrder order, long shares, int price, Liquidity liquidity, long nowNanos) {
        ExecutionFill fill = new ExecutionFill(
                order.request().attemptId(),
                order.nextFill(),
                shares,
                price,
                order.real().lastFeeMicros(),
                liquidity,
                risk.atFirst(),
                nowNanos);
        tell(order, nowNanos, at -> {
            listener.onFill(fill);
            settle(order.request().instrument().tokenId(), fill, at);
        });
    }

    void over(PaperOrder order, OrderOutcome outcome, String reason, long nowNanos) {
        tell(order, nowNanos, _ -> listener.onDone(order.request().attemptId(), outcome, reason, nowNanos));
    }

    void bounded(PaperOrder order, long nowNanos) {
        UUID attemptId = order.request().attemptId();
        FillBounds bounds = order.bounds();
        tell(order, nowNanos, _ -> listener.onBounds(attemptId, bounds));
    }

    /** The same delay for all: trades settle in the order in which we were told of them. */
    private void settle(TokenId tokenId, ExecutionFill fill, long toldNanos) {
        if (fill.settlement() == Settlement.MATCHED) {
            Settlement outcome = risk.of(fill.attemptId(), fill.seq(), fill.liquidity());
            timers.at(
                    toldNanos + risk.delayNanos(),
                    at -> listener.onSettled(tokenId, fill.attemptId(), fill.seq(), outcome, at));
        }
    }

    private void tell(PaperOrder order, long nowNanos, LongConsumer message) {
        long at = order.toldAt(nowNanos + response.getAsLong());
        if (at <= nowNanos) {
            message.accept(nowNanos);
        } else {
            timers.at(at, message);
        }
    }
}
