package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Plain and obviously right: two sorted maps. What faster books are compared with. */
final class ReferenceBook implements OrderBook {

    private final TreeMap<Integer, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Integer, Long> asks = new TreeMap<>();

    @Override
    public void clear() {
        bids.clear();
        asks.clear();
    }

    @Override
    public long set(Side side, int price, long sizeMicros) {
        Long before =
                sizeMicros == 0 ? levels(side).remove(price) : levels(side).put(price, sizeMicros);
        return before == null ? 0 : before;
    }

    @Override
    public int worseThan(Side side, int price) {
        Integer next = (side == Side.BUY ? bids : asks).higherKey(price);
        return next == null ? -1 : next;
    }

    @Override
    public long sizeAt(Side side, int price) {
        return levels(side).getOrDefault(price, 0L);
    }

    @Override
    public int depth(Side side) {
        return levels(side).size();
    }

    @Override
    public Level level(Side side, int rank) {
        return levels(side).entrySet().stream()
                .skip(rank)
                .findFirst()
                .map(entry -> new Level(entry.getKey(), entry.getValue()))
                .orElseThrow(IndexOutOfBoundsException::new);
    }

    @Override
    public int bestBid() {
        return bids.isEmpty() ? NO_BID : bids.firstKey();
    }

    @Override
    public int bestAsk() {
        return asks.isEmpty() ? NO_ASK : asks.firstKey();
    }

    private Map<Integer, Long> levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
