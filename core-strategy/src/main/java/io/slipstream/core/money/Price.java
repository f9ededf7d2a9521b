package io.slipstream.core.money;

import java.math.BigDecimal;

/**
 * Book prices as whole ten-thousandths of a dollar: 0.48 is 4,800. Every tick of the venue (0.1 to 0.0001, protocol
 * reference 3.4) is a whole number of them.
 */
public final class Price {

    /** One dollar, the payout of a winning share. */
    public static final int ONE = 10_000;

    /** Decimals of a price in dollars. */
    public static final int DECIMALS = 4;

    private Price() {}

    /**
     * Reads a price such as {@code "0.48"}, {@code ".48"} or {@code "1"}.
     *
     * @throws NumberFormatException if it is not a decimal number
     * @throws ArithmeticException if it has more than four decimals
     */
    public static int parse(String decimal) {
        return new BigDecimal(decimal).movePointRight(DECIMALS).intValueExact();
    }

    /** A decimal with the trailing zeros removed. */
    public static String format(int price) {
        return Micros.plain(price, ONE, DECIMALS);
    }

    /** The same price with four decimals, for the database. */
    public static BigDecimal toDecimal(int price) {
        return BigDecimal.valueOf(price, DECIMALS);
    }

    /** Whether a book can hold this price: strictly between zero and one dollar. */
    public static boolean isTradable(int price) {
        return price > 0 && price < ONE;
    }

    /** What the shares cost at this price, in micro-dollars, rounded down. */
    public static long notional(long sharesMicros, int price) {
        return Micros.mulDivDown(sharesMicros, price, ONE);
    }
}
