package io.slipstream.sim.clob;

import io.slipstream.sim.exchange.BookDepth;
import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.OrderBook;
import io.slipstream.sim.exchange.OrderBook.Level;
import io.slipstream.sim.exchange.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The books of the last minute: of each market its book of now and what it was before each change, newest last. The older
 * of {@link #LONGEST_MILLIS} and {@link #MOST_CHANGES} a market is forgotten. The caller holds the venue's guard.
 */
public final class BookHistory implements ExchangeListener {

    /** How far back it goes, in wall-clock milliseconds. */
    public static final int LONGEST_MILLIS = 60_000;

    /** Most changes that are kept of one market. */
    static final int MOST_CHANGES = 20_000;

    /** What was there until a moment. */
    private sealed interface Before {
        long untilMillis();
    }

    private record LevelBefore(long untilMillis, boolean bid, int price, long sizeMicros) implements Before {}

    private record TickBefore(long untilMillis, int tick) implements Before {}

    private record TradeBefore(long untilMillis, int price) implements Before {}

    /** A book of YES that can be taken back. */
    private static final class Book {
        final NavigableMap<Integer, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        final NavigableMap<Integer, Long> asks = new TreeMap<>();
        int tick;
        int lastTradePrice;

        long put(boolean bid, int price, long sizeMicros) {
            NavigableMap<Integer, Long> side = bid ? bids : asks;
            Long before = sizeMicros == 0 ? side.remove(price) : side.put(price, sizeMicros);
            return before == null ? 0 : before;
        }

        void undo(Before change) {
            switch (change) {
                case LevelBefore level -> put(level.bid(), level.price(), level.sizeMicros());
                case TickBefore finer -> tick = finer.tick();
                case TradeBefore trade -> lastTradePrice = trade.price();
            }
        }
    }

    private static final class Past {
        final Book now = new Book();
        final Deque<Before> changes = new ArrayDeque<>();
        long sinceMillis;
    }

    /**
     * A book of the past.
     *
     * @param wallMillis when it was so
     * @param depth its levels
     */
    record Moment(long wallMillis, BookDepth depth) {}

    private final Map<Integer, Past> byMarket = new HashMap<>();
    private final LongSupplier wallMillis;

    /**
     * Knows these markets from now on, and all that are listed later.
     *
     * @param markets the markets of now
     * @param wallMillis the venue's wall-clock time
     */
    public BookHistory(List<Market> markets, LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
        markets.stream()
                .filter(market -> market.status() != MarketStatus.RESOLVED)
                .forEach(this::listed);
    }

    /** A token's book as it stood at a time, or at the oldest time that is known. */
    Moment at(Market market, Outcome outcome, long atMillis) {
        Past past = past(market);
        long when = Math.min(Math.max(atMillis, past.sinceMillis), wallMillis.getAsLong());
        Book book = new Book();
        book.bids.putAll(past.now.bids);
        book.asks.putAll(past.now.asks);
        book.tick = past.now.tick;
        book.lastTradePrice = past.now.lastTradePrice;
        Iterator<Before> changes = past.changes.descendingIterator();
        while (changes.hasNext()) {
            Before change = changes.next();
            if (change.untilMillis() <= when) {
                break;
            }
            book.undo(change);
        }
        return new Moment(when, depth(market, outcome, book));
    }

    @Override
    public void listed(Market market) {
        Past past = new Past();
        past.sinceMillis = wallMillis.getAsLong();
        past.now.tick = market.tick();
        past.now.lastTradePrice = market.lastTradePrice();
        market.book().bids(Outcome.YES).forEach(level -> past.now.put(true, level.price(), level.sizeMicros()));
        market.book().asks(Outcome.YES).forEach(level -> past.now.put(false, level.price(), level.sizeMicros()));
        byMarket.put(market.index(), past);
    }

    @Override
    public void levelChanged(Market market, boolean bid, int yesPrice, long sizeMicros) {
        Past past = past(market);
        long before = past.now.put(bid, yesPrice, sizeMicros);
        remember(past, new LevelBefore(wallMillis.getAsLong(), bid, yesPrice, before));
    }

    @Override
    public void matched(Match match) {
        Past past = past(match.market());
        remember(past, new TradeBefore(wallMillis.getAsLong(), past.now.lastTradePrice));
        past.now.lastTradePrice = match.market().lastTradePrice();
    }

    @Override
    public void tickChanged(Market market, int oldTick) {
        Past past = past(market);
        remember(past, new TickBefore(wallMillis.getAsLong(), oldTick));
        past.now.tick = market.tick();
    }

    @Override
    public void resolved(Market market) {
        byMarket.remove(market.index());
    }

    private Past past(Market market) {
        Past past = byMarket.get(market.index());
        if (past == null) {
            throw new IllegalStateException("market " + market.index() + " has no book any more");
        }
        return past;
    }

    private static void remember(Past past, Before change) {
        past.changes.addLast(change);
        long oldest = change.untilMillis() - LONGEST_MILLIS;
        while (past.changes.size() > MOST_CHANGES || past.changes.getFirst().untilMillis() < oldest) {
            past.sinceMillis = past.changes.removeFirst().untilMillis();
        }
    }

    private static BookDepth depth(Market market, Outcome outcome, Book book) {
        boolean yes = outcome == Outcome.YES;
        int last = book.lastTradePrice;
        return new BookDepth(
                market,
                outcome,
                levels(yes ? book.bids : book.asks, !yes),
                levels(yes ? book.asks : book.bids, !yes),
                book.tick,
                yes || last == 0 ? last : OrderBook.mirror(last));
    }

    private static List<Level> levels(NavigableMap<Integer, Long> side, boolean mirrored) {
        List<Level> out = new ArrayList<>(side.size());
        side.forEach((price, size) -> out.add(new Level(mirrored ? OrderBook.mirror(price) : price, size)));
        return out;
    }
}
