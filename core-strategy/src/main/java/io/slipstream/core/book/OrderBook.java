package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import java.util.List;

/** The resting sizes of one token. Owned by one thread. */
public interface OrderBook {

    /** Best bid of a book without bids, as the venue states it. */
    int NO_BID = 0;

    /** Best ask of a book without asks, as the venue states it. */
    int NO_ASK = Price.ONE;

    /** Removes everything. */
    void clear();

    /**
     * Sets the absolute size at a price; zero removes the level. Tells the size before.
     *
     * @param side BUY for bids, SELL for asks
     */
    long set(Side side, int price, long sizeMicros);

    /** The size at a price, zero where there is none. */
    long sizeAt(Side side, int price);

    /** How many levels a side has. */
    int depth(Side side);

    /** What all levels of a side have together, micro-shares. */
    default long total(Side side) {
        long total = 0;
        for (int price = best(side); price >= 0; price = worseThan(side, price)) {
            total += sizeAt(side, price);
        }
        return total;
    }

    /**
     * The price of the next level that is worse than a price, -1 after the worst.
     *
     * @param side BUY for bids, SELL for asks
     */
    int worseThan(Side side, int price);

    /**
     * A level counted from the best.
     *
     * @param rank 0 is the best; below {@link #depth}
     */
    Level level(Side side, int rank);

    /** The highest bid or {@link #NO_BID}. */
    default int bestBid() {
        return depth(Side.BUY) == 0 ? NO_BID : level(Side.BUY, 0).price();
    }

    /** The lowest ask or {@link #NO_ASK}. */
    default int bestAsk() {
        return depth(Side.SELL) == 0 ? NO_ASK : level(Side.SELL, 0).price();
    }

    /** The price of a side's best level, -1 if it has none. */
    default int best(Side side) {
        if (depth(side) == 0) {
            return -1;
        }
        return side == Side.BUY ? bestBid() : bestAsk();
    }

    /** Makes this book the same as another. */
    default void copy(OrderBook other) {
        clear();
        for (Side side : Side.values()) {
            for (int price = other.best(side); price >= 0; price = other.worseThan(side, price)) {
                set(side, price, other.sizeAt(side, price));
            }
        }
    }

    /** Replaces the whole book; the order of the levels does not matter. */
    default void replace(List<Level> bids, List<Level> asks) {
        clear();
        for (Level bid : bids) {
            set(Side.BUY, bid.price(), bid.sizeMicros());
        }
        for (Level ask : asks) {
            set(Side.SELL, ask.price(), ask.sizeMicros());
        }
    }
}
