package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;

/**
 * A book with a slot for every tick of the price grid: best bid and ask are known at once, and a change costs the same at any
 * depth and allocates nothing. The grid begins at a cent and becomes finer with the first price that needs it.
 */
public final class TickBook implements OrderBook {

    private static final int CENT = 100;
    private static final int NONE = -1;

    private final TickLevels bids = new TickLevels(true, CENT);
    private final TickLevels asks = new TickLevels(false, CENT);

    @Override
    public void clear() {
        bids.clear();
        asks.clear();
    }

    @Override
    public long set(Side side, int price, long sizeMicros) {
        if (!Price.isTradable(price)) {
            throw new IllegalArgumentException("no level can have the price " + Price.format(price));
        }
        if (sizeMicros < 0) {
            throw new IllegalArgumentException("no level can have the size " + sizeMicros);
        }
        return levels(side).set(price, sizeMicros);
    }

    @Override
    public long sizeAt(Side side, int price) {
        return levels(side).sizeAt(price);
    }

    @Override
    public int depth(Side side) {
        return levels(side).count();
    }

    @Override
    public long total(Side side) {
        return levels(side).total();
    }

    @Override
    public int worseThan(Side side, int price) {
        return levels(side).worseThan(price);
    }

    @Override
    public Level level(Side side, int rank) {
        TickLevels levels = levels(side);
        int price = levels.bestOr(NONE);
        for (int better = 0; better < rank && price != NONE; better++) {
            price = levels.worseThan(price);
        }
        if (price == NONE) {
            throw new IndexOutOfBoundsException("no level of rank " + rank);
        }
        return new Level(price, levels.sizeAt(price));
    }

    @Override
    public int bestBid() {
        return bids.bestOr(NO_BID);
    }

    @Override
    public int bestAsk() {
        return asks.bestOr(NO_ASK);
    }

    private TickLevels levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
