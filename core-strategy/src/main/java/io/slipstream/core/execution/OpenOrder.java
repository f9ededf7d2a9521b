package io.slipstream.core.execution;

import io.slipstream.core.money.Price;

/**
 * An order with what it got so far.
 *
 * @param placedNanos when it reached the book, epoch nanoseconds; zero before
 * @param filledMicros what was filled of it, less than it wants
 * @param notionalMicros what that cost or brought, without the fee
 * @param feeMicros the fee for it
 * @param fills in how many fills
 */
public record OpenOrder(
        OrderRequest request, long placedNanos, long filledMicros, long notionalMicros, long feeMicros, int fills) {

    /** One of which nothing is filled yet. */
    public static OpenOrder sent(OrderRequest request) {
        return new OpenOrder(request, 0, 0, 0, 0, 0);
    }

    /** The same after one more fill. */
    public OpenOrder with(ExecutionFill fill) {
        return new OpenOrder(
                request,
                placedNanos,
                filledMicros + fill.sharesMicros(),
                notionalMicros + Price.notional(fill.sharesMicros(), fill.price()),
                feeMicros + fill.feeMicros(),
                fills + 1);
    }

    /** What it may still take: micro-dollars of an order that is sized in collateral, micro-shares of others. */
    public long remainingMicros() {
        return request.isSizedInCollateral()
                ? request.amounts().makerMicros() - notionalMicros
                : request.sharesMicros() - filledMicros;
    }
}
