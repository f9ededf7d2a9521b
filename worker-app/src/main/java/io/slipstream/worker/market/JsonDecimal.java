package io.slipstream.worker.market;

/** Decimal numbers in units of so many decimals, read from strings: the usual ones eight characters at a time. */
final class JsonDecimal {

    private static final int MOST_DIGITS = 15;
    /** A long holds every number of so many digits. */
    private static final int SAFE_DIGITS = 18;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private JsonDecimal() {}

    /** A number of at most eight characters, with nothing behind them; -1 if it is not one of the usual ones. */
    static long shortNumber(long octets, int length, int decimals) {
        int dot = Octets.index(Octets.dots(octets));
        if (dot >= length) {
            return length == 0 ? -1 : scaled(Octets.number(octets, length), decimals);
        }
        int fraction = length - 1 - dot;
        if (fraction == 0 || fraction > decimals) {
            return -1;
        }
        return scaled(Octets.number(Octets.without(octets, dot), length - 1), decimals - fraction);
    }

    /** A number of more than eight characters; -1 if it is not one of the usual ones. */
    static long number(byte[] text, int begin, int end, int decimals) {
        int more = end - begin - Long.BYTES;
        if (more > MOST_DIGITS - Long.BYTES) {
            return -1;
        }
        long last = Octets.at(text, end - Long.BYTES);
        int dot = Octets.index(Octets.dots(last));
        int fraction = Math.max(0, Long.BYTES - 1 - dot);
        int digits = dot < Long.BYTES ? Long.BYTES - 1 : Long.BYTES;
        if (fraction > decimals || dot == Long.BYTES - 1 || more + digits + decimals - fraction > SAFE_DIGITS) {
            return -1;
        }
        long high = Octets.number(Octets.first(Octets.at(text, begin), more), more);
        long low = Octets.number(dot < Long.BYTES ? Octets.without(last, dot) : last, digits);
        return high < 0 || low < 0 ? -1 : scaled(high * POWERS[digits] + low, decimals - fraction);
    }

    /**
     * Any number.
     *
     * @throws JsonCursor.Unfamiliar if it is none, or not a whole number of units, or too large
     */
    static long anyNumber(byte[] text, int begin, int end, int decimals) {
        long value = 0;
        int digits = 0;
        int fraction = -1;
        for (int i = begin; i < end; i++) {
            byte c = text[i];
            if (c == '.' && fraction < 0 && decimals > 0) {
                fraction = 0;
            } else if (c < '0' || c > '9' || digits >= MOST_DIGITS) {
                throw JsonCursor.unfamiliar();
            } else if (fraction >= decimals) {
                if (c != '0') {
                    throw JsonCursor.unfamiliar();
                }
            } else {
                value = value * 10 + (c - '0');
                digits++;
                fraction += fraction < 0 ? 0 : 1;
            }
        }
        if (digits == 0 || text[end - 1] == '.') {
            throw JsonCursor.unfamiliar();
        }
        for (int i = Math.max(0, fraction); i < decimals; i++) {
            if (value > Long.MAX_VALUE / 10) {
                throw JsonCursor.unfamiliar();
            }
            value *= 10;
        }
        return value;
    }

    private static long scaled(long number, int decimals) {
        return number < 0 ? -1 : number * POWERS[decimals];
    }
}
