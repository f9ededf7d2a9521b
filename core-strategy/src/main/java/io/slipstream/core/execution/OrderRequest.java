package io.slipstream.core.execution;

import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.venue.OrderAmounts;
import io.slipstream.core.venue.TimeInForce;
import java.util.UUID;

/**
 * A marketable limit order: takes what the book offers up to the limit; what becomes of the rest is a matter of its time in force.
 *
 * @param attemptId the attempt it executes, one order each
 * @param sharesMicros greater than zero; a buy that is filled at once may get more of them, see {@link OrderAmounts#of}
 * @param limitPrice on the instrument's grid
 * @param ttlNanos how long it may wait: a GTC order from its arrival at the venue until we cancel it, a GTD order from the decision
 *     until the venue ends it; also how long it is tried to bring it to a venue that is not there
 * @param expirationSeconds epoch seconds of a GTD order's end, zero of others
 */
public record OrderRequest(
        UUID attemptId,
        Instrument instrument,
        Side side,
        long sharesMicros,
        int limitPrice,
        TimeInForce timeInForce,
        long ttlNanos,
        long expirationSeconds) {

    /** What it gives and wants, rounded as it is signed. */
    public OrderAmounts amounts() {
        return OrderAmounts.of(timeInForce, side, limitPrice, sharesMicros, instrument.tick());
    }

    /** Whether it is over once its money is spent, however many shares that bought. */
    public boolean isSizedInCollateral() {
        return side == Side.BUY && !timeInForce.rests();
    }
}
