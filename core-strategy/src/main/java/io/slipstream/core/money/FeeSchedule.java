package io.slipstream.core.money;

import java.math.BigInteger;

/**
 * A market's fee curve: {@code shares * rate * (p * (1 - p)) ^ exponent}, charged in collateral, cut off after five decimals
 * (venue update 2: two real fills, 0.030979956 charged as 0.03097 and 0.0618783 as 0.06187). It is an expectation: where a
 * fill says what was charged, that counts.
 *
 * @param rateMicros the rate in millionths, 0 to 1,000,000
 * @param exponent 0 to 4; today's categories use 1
 * @param takerOnly whether makers trade free
 */
public record FeeSchedule(long rateMicros, int exponent, boolean takerOnly) {

    /** No fee, the meaning of an absent schedule. */
    public static final FeeSchedule FREE = new FeeSchedule(0, 1, true);

    /** Five decimals. */
    private static final long ROUNDING_MICROS = 10;

    private static final long SPREAD_UNIT = (long) Price.ONE * Price.ONE;

    /** Checks the ranges. */
    public FeeSchedule {
        if (rateMicros < 0 || rateMicros > Micros.ONE) {
            throw new IllegalArgumentException("fee rate " + rateMicros + " is not between 0 and 1,000,000 millionths");
        }
        if (exponent < 0 || exponent > 4) {
            throw new IllegalArgumentException("fee exponent " + exponent + " is not between 0 and 4");
        }
    }

    /** The taker's fee in micro-dollars for shares filled at a price; exact until it is cut off once. */
    public long takerFee(long sharesMicros, int price) {
        if (rateMicros == 0 || sharesMicros == 0) {
            return 0;
        }
        long spread = (long) price * (Price.ONE - price);
        if (exponent == 1) {
            return Micros.mulDivDown(sharesMicros, rateMicros * spread, ROUNDING_MICROS * Micros.ONE * SPREAD_UNIT)
                    * ROUNDING_MICROS;
        }
        return cutOff(sharesMicros, BigInteger.valueOf(spread), BigInteger.valueOf(SPREAD_UNIT));
    }

    /**
     * The taker's fee in micro-dollars for shares that cost or brought this much, at their average price. A match has one fee
     * on chain (protocol reference 1.3), and the one that is decoded (1.4) is this to the last digit; whether it had several
     * prices is not known. With exponent 1 the curve is concave, so this is at least the sum over the single prices.
     *
     * @param collateralMicros 0 to {@code sharesMicros}, fees apart
     */
    public long takerFeeOf(long sharesMicros, long collateralMicros) {
        if (collateralMicros < 0 || collateralMicros > sharesMicros) {
            throw new IllegalArgumentException(
                    "%d micro-shares do not trade for %d micro-dollars".formatted(sharesMicros, collateralMicros));
        }
        if (rateMicros == 0 || sharesMicros == 0) {
            return 0;
        }
        BigInteger shares = BigInteger.valueOf(sharesMicros);
        BigInteger collateral = BigInteger.valueOf(collateralMicros);
        return cutOff(sharesMicros, collateral.multiply(shares.subtract(collateral)), shares.multiply(shares));
    }

    /**
     * No fee of a buy for this much collateral is above this, in micro-dollars, whatever the price: with exponent 0 the shares count
     * alone, of which there are most at the lowest price; otherwise it is {@code rate * (1 - p)} of the collateral or less.
     */
    public long mostOnSpending(long collateralMicros) {
        long most = exponent == 0 ? Math.multiplyExact(collateralMicros, (long) Price.ONE) : collateralMicros;
        return Micros.mulDivDown(most, rateMicros, Micros.ONE);
    }

    /** With {@code p * (1 - p)} as a fraction. */
    private long cutOff(long sharesMicros, BigInteger spread, BigInteger unit) {
        BigInteger charged = BigInteger.valueOf(sharesMicros)
                .multiply(BigInteger.valueOf(rateMicros))
                .multiply(spread.pow(exponent));
        BigInteger divisor = BigInteger.valueOf(ROUNDING_MICROS * Micros.ONE).multiply(unit.pow(exponent));
        return charged.divide(divisor).longValueExact() * ROUNDING_MICROS;
    }
}
