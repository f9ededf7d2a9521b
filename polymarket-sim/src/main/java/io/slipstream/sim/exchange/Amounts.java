package io.slipstream.sim.exchange;

import io.slipstream.sim.wire.Decimals;

/** Micro-dollars for micro-shares at a price; the one place that rounds them. */
final class Amounts {

    private Amounts() {}

    static long roundDown(long shares, int price) {
        return Math.multiplyExact(shares, (long) price) / Decimals.PRICE_ONE;
    }

    static long roundUp(long shares, int price) {
        return (Math.multiplyExact(shares, (long) price) + Decimals.PRICE_ONE - 1) / Decimals.PRICE_ONE;
    }
}
