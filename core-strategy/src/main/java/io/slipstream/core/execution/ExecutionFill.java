package io.slipstream.core.execution;

import java.util.UUID;

/**
 * A fill of our own order.
 *
 * @param seq from 0 within the attempt
 * @param price in ten-thousandths of a dollar
 * @param feeMicros on top of a buy, out of the proceeds of a sell
 * @param settlement what was known when it was told of
 */
public record ExecutionFill(
        UUID attemptId,
        int seq,
        long sharesMicros,
        int price,
        long feeMicros,
        Liquidity liquidity,
        Settlement settlement,
        long atNanos) {

    /** The same with another outcome on chain. */
    public ExecutionFill as(Settlement now) {
        return new ExecutionFill(attemptId, seq, sharesMicros, price, feeMicros, liquidity, now, atNanos);
    }
}
