package io.slipstream.core.money;

/**
 * A market's fee curve: {@code shares * rate * (p * (1 - p)) ^ exponent}, charged in collateral, rounded to five decimals
 * (protocol reference 5). Whether the venue rounds to nearest or down is not established; to nearest, as the decoded
 * fills agree with it.
 *
 * @param rateMicros the rate in millionths, 0 to 1,000,000
 * @param exponent 0 to 4; today's categories use 1
 * @param takerOnly whether makers trade free
 */
public record FeeSchedule(long rateMicros, int exponent, boolean takerOnly) {

    /** No fee, the meaning of an absent schedule. */
    public static final FeeSchedule FREE = new FeeSchedule(0, 1, true);

    private static final long ROUNDING_MICROS = 10;

    /** Checks the ranges. */
    public FeeSchedule {
        if (rateMicros < 0 || rateMicros > Micros.ONE) {
            throw new IllegalArgumentException("fee rate " + rateMicros + " is not between 0 and 1,000,000 millionths");
        }
        if (exponent < 0 || exponent > 4) {
            throw new IllegalArgumentException("fee exponent " + exponent + " is not between 0 and 4");
        }
    }

    /** The taker's fee in micro-dollars for shares filled at a price. */
    public long takerFee(long sharesMicros, int price) {
        if (rateMicros == 0 || sharesMicros == 0) {
            return 0;
        }
        // in units of 1e-12, so that the one rounding below is the only one that matters
        long factor = Micros.mulDivDown(rateMicros, Micros.ONE, 1);
        long spread = (long) price * (Price.ONE - price);
        for (int i = 0; i < exponent; i++) {
            factor = Micros.mulDivDown(factor, spread, (long) Price.ONE * Price.ONE);
        }
        return Micros.mulDivHalfUp(sharesMicros, factor, ROUNDING_MICROS * Micros.ONE * Micros.ONE) * ROUNDING_MICROS;
    }
}
