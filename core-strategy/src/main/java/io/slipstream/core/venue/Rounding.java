package io.slipstream.core.venue;

import io.slipstream.core.money.Tick;

/**
 * How many decimals the venue's clients keep, by tick (the table of protocol reference 3.4): the tick's own for prices, and
 * two more for amounts, as sizes have two. That rule gives every row of the table, so that a tick which is not in it yet has
 * one too.
 *
 * @param priceDecimals of a price, 1 to 4
 * @param sizeDecimals of shares, or of the collateral of a market buy
 * @param amountDecimals of what is calculated from the two, 3 to 6
 */
record Rounding(int priceDecimals, int sizeDecimals, int amountDecimals) {

    private static final int SIZE_DECIMALS = 2;
    private static final int PRICE_DECIMALS = 4;
    private static final int MICRO_DECIMALS = 6;

    /** The row of a tick. */
    static Rounding of(Tick tick) {
        int decimals = PRICE_DECIMALS;
        for (int rest = tick.size(); rest % 10 == 0; rest /= 10) {
            decimals--;
        }
        return new Rounding(decimals, SIZE_DECIMALS, decimals + SIZE_DECIMALS);
    }

    /** To the nearest price with so many decimals, a half upwards. */
    int priceNormal(int price) {
        int unit = priceUnit();
        return (price + unit / 2) / unit * unit;
    }

    /** To the next lower price with so many decimals. */
    int priceDown(int price) {
        return price - price % priceUnit();
    }

    /** To the next smaller size, in micro-units. */
    long sizeDown(long micros) {
        return down(micros, sizeDecimals);
    }

    /** To the next smaller amount, in micro-units. */
    long amountDown(long micros) {
        return down(micros, amountDecimals);
    }

    /** Cuts micro-units to so many decimals, 0 to 6. */
    static long down(long micros, int decimals) {
        return micros - micros % power(MICRO_DECIMALS - decimals);
    }

    /** How many decimals an amount of micro-units has, 0 to 6. */
    static int decimals(long micros) {
        int decimals = MICRO_DECIMALS;
        for (long rest = micros; decimals > 0 && rest % 10 == 0; rest /= 10) {
            decimals--;
        }
        return decimals;
    }

    private int priceUnit() {
        return (int) power(PRICE_DECIMALS - priceDecimals);
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
