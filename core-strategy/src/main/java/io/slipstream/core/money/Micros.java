package io.slipstream.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Shares and collateral as whole micro-units: 1 share or 1 dollar is {@value #ONE}, as on chain (six decimals, protocol
 * reference 1.2). All arithmetic is exact or says how it rounds; overflow throws {@link ArithmeticException}.
 */
public final class Micros {

    /** One share or one dollar. */
    public static final long ONE = 1_000_000L;

    private static final int DECIMALS = 6;

    private Micros() {}

    /**
     * Reads a decimal such as {@code "219.217767"} or {@code ".48"}.
     *
     * @throws NumberFormatException if it is not a decimal number
     * @throws ArithmeticException if it has more than six decimals or does not fit
     */
    public static long parse(String decimal) {
        return new BigDecimal(decimal).movePointRight(DECIMALS).longValueExact();
    }

    /** A decimal with the trailing zeros removed, for people and for JSON. */
    public static String format(long micros) {
        return plain(micros, ONE, DECIMALS);
    }

    /** Units as a decimal without trailing zeros, of which so many make a whole: ten to the number of decimals. */
    static String plain(long units, long one, int decimals) {
        long part = Math.abs(units % one);
        long whole = units / one;
        if (part == 0) {
            return Long.toString(whole);
        }
        StringBuilder text = new StringBuilder(2 * decimals + 2);
        if (units < 0) {
            text.append('-');
        }
        text.append(Math.abs(whole)).append('.');
        for (long unit = one / 10; part > 0; unit /= 10) {
            text.append((char) ('0' + part / unit));
            part %= unit;
        }
        return text.toString();
    }

    /** The same value with six decimals, for the database's NUMERIC columns. */
    public static BigDecimal toDecimal(long micros) {
        return BigDecimal.valueOf(micros, DECIMALS);
    }

    /**
     * Micro-units of a decimal out of the database.
     *
     * @throws ArithmeticException if it has more than six decimals
     */
    public static long fromDecimal(BigDecimal decimal) {
        return decimal.movePointRight(DECIMALS).longValueExact();
    }

    /** {@code a * b / divisor} rounded toward zero, with a 128-bit product. All arguments are non-negative. */
    public static long mulDivDown(long a, long b, long divisor) {
        if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
            return a * b / divisor;
        }
        return BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(b))
                .divide(BigInteger.valueOf(divisor))
                .longValueExact();
    }

    /** {@code a * b / divisor} rounded half up, with a 128-bit product. All arguments are non-negative. */
    public static long mulDivHalfUp(long a, long b, long divisor) {
        if (Math.multiplyHigh(a, b) == 0 && a * b >= 0 && a * b <= Long.MAX_VALUE - divisor / 2) {
            return (a * b + divisor / 2) / divisor;
        }
        return BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(b))
                .add(BigInteger.valueOf(divisor / 2))
                .divide(BigInteger.valueOf(divisor))
                .longValueExact();
    }
}
