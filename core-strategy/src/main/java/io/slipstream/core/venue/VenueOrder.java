package io.slipstream.core.venue;

import io.slipstream.core.market.Side;

/**
 * An order as it arrives at the venue. Which tick it was rounded for does not matter any more: it is checked against the
 * market's tick of that moment.
 *
 * @param orderId the order's hash, for the venue's words
 * @param postOnly refused rather than filled at once
 * @param price worst price in ten-thousandths
 * @param amounts of {@link OrderAmounts#limit} for orders that rest, of {@link OrderAmounts#market} for FOK and FAK
 * @param expirationSeconds epoch seconds for GTD, zero for the others
 */
public record VenueOrder(
        String orderId,
        TimeInForce timeInForce,
        boolean postOnly,
        int price,
        OrderAmounts amounts,
        long expirationSeconds) {

    /** Which way it trades. */
    public Side side() {
        return amounts.side();
    }
}
