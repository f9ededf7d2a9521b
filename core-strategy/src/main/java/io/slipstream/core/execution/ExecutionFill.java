package io.slipstream.core.execution;

import java.util.UUID;

/**
 * A fill of our own order.
 *
 * @param seq from 0 within the attempt
 * @param price in ten-thousandths of a dollar
 * @param feeMicros on top of a buy, out of the proceeds of a sell
 */
public record ExecutionFill(
        UUID attemptId, int seq, long sharesMicros, int price, long feeMicros, Liquidity liquidity, long atNanos) {}
