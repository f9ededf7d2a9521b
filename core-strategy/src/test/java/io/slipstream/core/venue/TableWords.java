package io.slipstream.core.venue;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/** The amounts as protocol reference 3.4 words them, step by step and in decimals. */
final class TableWords {

    /** More digits than any amount has; a quotient is cut there. */
    private static final MathContext QUOTIENT = new MathContext(60, RoundingMode.DOWN);

    private static final int PRICE = 0;
    private static final int SIZE = 1;
    private static final int AMOUNT = 2;
    private static final Map<String, int[]> TABLE = Map.of(
            "0.1", new int[] {1, 2, 3},
            "0.01", new int[] {2, 2, 4},
            "0.005", new int[] {3, 2, 5},
            "0.0025", new int[] {4, 2, 6},
            "0.001", new int[] {3, 2, 5},
            "0.0001", new int[] {4, 2, 6});

    private TableWords() {}

    static OrderAmounts limit(Side side, int price, long sizeMicros, Tick tick) {
        int[] row = row(tick);
        BigDecimal rounded = Price.toDecimal(price).setScale(row[PRICE], RoundingMode.HALF_UP);
        BigDecimal size = units(sizeMicros).setScale(row[SIZE], RoundingMode.DOWN);
        BigDecimal product = upThenDown(size.multiply(rounded), row[AMOUNT]);
        return side == Side.BUY ? amounts(side, product, size) : amounts(side, size, product);
    }

    static OrderAmounts market(Side side, int price, long amountMicros, Tick tick) {
        int[] row = row(tick);
        BigDecimal rounded = Price.toDecimal(price).setScale(row[PRICE], RoundingMode.DOWN);
        BigDecimal maker = units(amountMicros).setScale(row[SIZE], RoundingMode.DOWN);
        BigDecimal taker = side == Side.BUY ? maker.divide(rounded, QUOTIENT) : maker.multiply(rounded);
        return amounts(side, maker, upThenDown(taker, row[AMOUNT]));
    }

    private static BigDecimal upThenDown(BigDecimal value, int decimals) {
        if (decimals(value) <= decimals) {
            return value;
        }
        BigDecimal up = value.setScale(decimals + 4, RoundingMode.UP);
        return decimals(up) <= decimals ? up : up.setScale(decimals, RoundingMode.DOWN);
    }

    private static int decimals(BigDecimal value) {
        return Math.max(0, value.stripTrailingZeros().scale());
    }

    private static OrderAmounts amounts(Side side, BigDecimal maker, BigDecimal taker) {
        return new OrderAmounts(
                side,
                maker.movePointRight(6).longValueExact(),
                taker.movePointRight(6).longValueExact());
    }

    private static BigDecimal units(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }

    private static int[] row(Tick tick) {
        int[] row = TABLE.get(Price.format(tick.size()));
        if (row == null) {
            throw new IllegalArgumentException(tick + " is not in the table");
        }
        return row;
    }
}
