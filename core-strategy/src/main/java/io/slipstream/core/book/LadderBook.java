package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import java.util.Arrays;

/** A book in sorted arrays with the best level last, so that changes near the top move little. */
public final class LadderBook implements OrderBook {

    private final Ladder bids = new Ladder(1);
    private final Ladder asks = new Ladder(-1);

    @Override
    public void clear() {
        bids.count = 0;
        asks.count = 0;
    }

    @Override
    public void set(Side side, int price, long sizeMicros) {
        if (!Price.isTradable(price)) {
            throw new IllegalArgumentException("no level can have the price " + Price.format(price));
        }
        if (sizeMicros < 0) {
            throw new IllegalArgumentException("no level can have the size " + sizeMicros);
        }
        ladder(side).set(price, sizeMicros);
    }

    @Override
    public long sizeAt(Side side, int price) {
        Ladder ladder = ladder(side);
        int index = ladder.find(price);
        return index < 0 ? 0 : ladder.sizes[index];
    }

    @Override
    public int depth(Side side) {
        return ladder(side).count;
    }

    @Override
    public Level level(Side side, int rank) {
        Ladder ladder = ladder(side);
        int index = ladder.count - 1 - rank;
        return new Level(ladder.price(index), ladder.sizes[index]);
    }

    @Override
    public int bestBid() {
        return bids.count == 0 ? NO_BID : bids.price(bids.count - 1);
    }

    @Override
    public int bestAsk() {
        return asks.count == 0 ? NO_ASK : asks.price(asks.count - 1);
    }

    private Ladder ladder(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** Keys are the price times the sign, ascending: the best bid and the best ask are both the last. */
    private static final class Ladder {
        private final int sign;
        private int[] keys = new int[32];
        private long[] sizes = new long[32];
        private int count;

        Ladder(int sign) {
            this.sign = sign;
        }

        int price(int index) {
            return keys[index] * sign;
        }

        int find(int price) {
            return Arrays.binarySearch(keys, 0, count, price * sign);
        }

        void set(int price, long size) {
            int index = find(price);
            if (index >= 0) {
                if (size == 0) {
                    shift(index + 1, index);
                    count--;
                } else {
                    sizes[index] = size;
                }
            } else if (size > 0) {
                insert(-index - 1, price * sign, size);
            }
        }

        private void insert(int index, int key, long size) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 2);
                sizes = Arrays.copyOf(sizes, count * 2);
            }
            shift(index, index + 1);
            keys[index] = key;
            sizes[index] = size;
            count++;
        }

        private void shift(int from, int to) {
            System.arraycopy(keys, from, keys, to, count - from);
            System.arraycopy(sizes, from, sizes, to, count - from);
        }
    }
}
