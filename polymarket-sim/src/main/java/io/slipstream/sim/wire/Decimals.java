package io.slipstream.sim.wire;

import java.math.BigDecimal;

/** Decimal spelling of the two number kinds of the simulator: prices in 1/10,000 and amounts in 1/1,000,000. */
public final class Decimals {

    /** Units of a price in one dollar. */
    public static final int PRICE_ONE = 10_000;

    /** Units of an amount (shares or dollars) in one. */
    public static final long MICROS = 1_000_000L;

    private Decimals() {}

    /** Spells a price, without trailing zeros: 5200 is {@code 0.52}. */
    public static String price(int price) {
        return spell(price, 4);
    }

    /** Spells an amount, without trailing zeros: 1500000 is {@code 1.5}. */
    public static String micros(long micros) {
        return spell(micros, 6);
    }

    /** A price as a JSON number. */
    public static BigDecimal priceNumber(int price) {
        return new BigDecimal(price(price));
    }

    /** An amount as a JSON number. */
    public static BigDecimal microsNumber(long micros) {
        return new BigDecimal(micros(micros));
    }

    private static String spell(long value, int digits) {
        long scale = digits == 4 ? PRICE_ONE : MICROS;
        long whole = Math.abs(value) / scale;
        long rest = Math.abs(value) % scale;
        StringBuilder out = new StringBuilder(24);
        if (value < 0) {
            out.append('-');
        }
        out.append(whole);
        if (rest != 0) {
            String fraction = Long.toString(rest);
            out.append('.').repeat('0', digits - fraction.length()).append(fraction);
            int end = out.length();
            while (out.charAt(end - 1) == '0') {
                end--;
            }
            out.setLength(end);
        }
        return out.toString();
    }
}
