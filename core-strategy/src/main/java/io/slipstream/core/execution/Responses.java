package io.slipstream.core.execution;

import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What the venue did with paper orders, told to us a response later and in the order in which it was done. */
final class Responses {

    private final Timers timers;
    private final ExecutionListener listener;
    private final LongSupplier response;

    Responses(Timers timers, ExecutionListener listener, LongSupplier response) {
        this.timers = timers;
        this.listener = listener;
        this.response = response;
    }

    void placed(PaperOrder order, long nowNanos) {
        tell(order, nowNanos, _ -> listener.onPlaced(order.request().attemptId(), nowNanos));
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
                nowNanos);
        tell(order, nowNanos, _ -> listener.onFill(fill));
    }

    void over(PaperOrder order, OrderOutcome outcome, String reason, long nowNanos) {
        tell(order, nowNanos, _ -> listener.onDone(order.request().attemptId(), outcome, reason, nowNanos));
    }

    void bounded(PaperOrder order, long nowNanos) {
        UUID attemptId = order.request().attemptId();
        FillBounds bounds = order.bounds();
        tell(order, nowNanos, _ -> listener.onBounds(attemptId, bounds));
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
