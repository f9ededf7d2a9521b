package io.slipstream.core.venue;

import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import java.util.function.IntToLongFunction;

/**
 * What rests on the other side of the book at an order's limit or better.
 *
 * @param sharesMicros micro-shares
 * @param collateralMicros what they trade for, in micro-dollars, rounded down by level
 */
public record Reachable(long sharesMicros, long collateralMicros) {

    /** The order would not trade at once. */
    public static final Reachable NOTHING = new Reachable(0, 0);

    /** Adds up the levels that an order of this side meets up to its limit. */
    public static Reachable within(OrderBook book, Side side, int limit) {
        Side other = side.opposite();
        return within(book, side, limit, price -> book.sizeAt(other, price));
    }

    /** The same, of what is believed to be there at the prices that the book shows, in micro-shares. */
    public static Reachable within(OrderBook book, Side side, int limit, IntToLongFunction sizeAt) {
        Side other = side.opposite();
        long shares = 0;
        long collateral = 0;
        for (int price = book.best(other); price >= 0; price = book.worseThan(other, price)) {
            if (side == Side.BUY ? price > limit : price < limit) {
                break;
            }
            long size = sizeAt.applyAsLong(price);
            shares += size;
            collateral += Price.notional(size, price);
        }
        return new Reachable(shares, collateral);
    }

    /** Whether an order would trade at once. */
    public boolean any() {
        return sharesMicros > 0;
    }
}
