package io.slipstream.sim.exchange;

import io.slipstream.sim.wire.Decimals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The resting orders of one market, in prices of YES, each side best first. */
public final class OrderBook {

    /**
     * The size that rests at a price.
     *
     * @param price in 1/10,000 dollar
     * @param sizeMicros in micro-shares
     */
    public record Level(int price, long sizeMicros) {}

    private final NavigableMap<Integer, PriceLevel> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Integer, PriceLevel> asks = new TreeMap<>();

    OrderBook() {}

    /** The price of the other outcome. */
    public static int mirror(int price) {
        return Decimals.PRICE_ONE - price;
    }

    /** The highest bid for an outcome, or 0 when there is none. */
    public int bestBid(Outcome outcome) {
        if (outcome == Outcome.YES) {
            return bids.isEmpty() ? 0 : bids.firstKey();
        }
        return asks.isEmpty() ? 0 : mirror(asks.firstKey());
    }

    /** The lowest ask for an outcome, or one dollar when there is none. */
    public int bestAsk(Outcome outcome) {
        return mirror(bestBid(outcome.complement()));
    }

    /** The levels on which an outcome can be sold, best (highest) first. */
    public List<Level> bids(Outcome outcome) {
        return outcome == Outcome.YES ? levels(bids, false) : levels(asks, true);
    }

    /** The levels on which an outcome can be bought, best (lowest) first. */
    public List<Level> asks(Outcome outcome) {
        return outcome == Outcome.YES ? levels(asks, false) : levels(bids, true);
    }

    private static List<Level> levels(Map<Integer, PriceLevel> side, boolean mirrored) {
        List<Level> out = new ArrayList<>(side.size());
        for (PriceLevel level : side.values()) {
            out.add(new Level(mirrored ? mirror(level.price) : level.price, level.sizeMicros));
        }
        return out;
    }

    /** The best level of one side of the YES book, or null when the side is empty. */
    @Nullable
    PriceLevel best(boolean bid) {
        Map.Entry<Integer, PriceLevel> entry = side(bid).firstEntry();
        return entry == null ? null : entry.getValue();
    }

    PriceLevel rest(Order order) {
        PriceLevel level = side(order.bid()).computeIfAbsent(order.bookPrice(), PriceLevel::new);
        level.append(order);
        return level;
    }

    /** Takes a resting order out and answers its level, which is dropped when it is empty. */
    PriceLevel remove(Order order) {
        PriceLevel level = order.level;
        if (level == null) {
            throw new IllegalArgumentException("order " + order.id() + " does not rest");
        }
        level.remove(order);
        if (level.first == null) {
            side(order.bid()).remove(level.price);
        }
        return level;
    }

    /** All resting orders, bids first, each side in price-time priority. */
    public List<Order> resting() {
        List<Order> out = new ArrayList<>();
        for (NavigableMap<Integer, PriceLevel> side : List.of(bids, asks)) {
            for (PriceLevel level : side.values()) {
                for (Order order = level.first; order != null; order = order.next) {
                    out.add(order);
                }
            }
        }
        return out;
    }

    private NavigableMap<Integer, PriceLevel> side(boolean bid) {
        return bid ? bids : asks;
    }
}
