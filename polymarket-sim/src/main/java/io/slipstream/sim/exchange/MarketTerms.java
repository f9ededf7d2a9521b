package io.slipstream.sim.exchange;

import java.math.BigInteger;

/**
 * What never changes about a market on the exchange.
 *
 * @param conditionId 0x-prefixed 32-byte condition
 * @param yesToken token id of the first outcome
 * @param noToken token id of the second outcome
 * @param negRisk whether it trades on the NegRisk exchange
 * @param tick tick at listing, in 1/10,000 dollar
 * @param minimumSizeMicros smallest order, in micro-shares
 * @param fees the taker fee
 * @param takerDelayMillis how long an order that would trade at once is held, as the catalogue says
 */
public record MarketTerms(
        String conditionId,
        BigInteger yesToken,
        BigInteger noToken,
        boolean negRisk,
        int tick,
        long minimumSizeMicros,
        FeeCurve fees,
        int takerDelayMillis) {}
