package io.slipstream.sim.exchange;

import io.slipstream.sim.wire.Decimals;
import java.math.BigInteger;

/**
 * The taker fee of a market (section 5): {@code shares * rate * p * (1 - p)}, cut off after five decimals.
 *
 * @param feeType Gamma's name of the curve, for example {@code crypto_fees_v2}; empty when there is no fee
 * @param rate the rate in 1/10,000: 700 is 0.07
 * @param rebate the makers' share of the fee in 1/10,000, shown by Gamma only
 */
public record FeeCurve(String feeType, int rate, int rebate) {

    private static final BigInteger SCALE =
            BigInteger.valueOf((long) Decimals.PRICE_ONE * Decimals.PRICE_ONE * Decimals.PRICE_ONE);
    private static final BigInteger STEP = BigInteger.TEN;

    /** Refuses rates outside 0..1. */
    public FeeCurve {
        if (rate < 0 || rate > Decimals.PRICE_ONE) {
            throw new IllegalArgumentException("fee rate must be in 0..10000, is " + rate);
        }
    }

    /** The curve with a rate that is higher by so much, at most one; what charges no fee goes on to charge none. */
    FeeCurve raisedBy(int more) {
        return charges() ? new FeeCurve(feeType, Math.min(rate + more, Decimals.PRICE_ONE), rebate) : this;
    }

    /** Whether trades of the market pay a fee. */
    public boolean charges() {
        return rate > 0;
    }

    /** The unrounded fee of one fill, in 1e-18 dollars, so that a sweep is cut off once. */
    BigInteger exact(long sharesMicros, int price) {
        return BigInteger.valueOf(sharesMicros)
                .multiply(BigInteger.valueOf((long) rate * price * (Decimals.PRICE_ONE - price)));
    }

    /** Cuts a sum of {@link #exact} off to whole 1e-5 dollars; the answer is in micro-dollars. */
    static long cutOff(BigInteger exact) {
        return exact.divide(SCALE.multiply(STEP)).multiply(STEP).longValueExact();
    }

    /** The fee in micro-dollars of one fill of {@code sharesMicros} at {@code price}. */
    public long feeMicros(long sharesMicros, int price) {
        return cutOff(exact(sharesMicros, price));
    }
}
