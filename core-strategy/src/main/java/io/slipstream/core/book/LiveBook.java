package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import java.util.List;

/**
 * A token's book with what came before it. Its own epoch begins with every snapshot that makes it trusted again: nothing is
 * read from a book of an epoch that has ended.
 */
final class LiveBook {

    private final TickBook book = new TickBook();
    private final TrustTimeline trust = new TrustTimeline();
    private final BookHistory history;
    private boolean begun;
    private int epoch;
    private long checkedTops;
    private long mismatches;
    private long lastNanos;
    private long snapshotMillis;
    private long exchangeMillis;
    private boolean subscribed;
    private boolean touched;

    LiveBook(long windowNanos) {
        this.history = new BookHistory(windowNanos);
    }

    OrderBook book() {
        return book;
    }

    boolean trusted() {
        return trust.trusted();
    }

    int epoch() {
        return epoch;
    }

    long checkedTops() {
        return checkedTops;
    }

    long mismatches() {
        return mismatches;
    }

    /** Tells whether it was not wanted before. */
    boolean subscribe() {
        boolean first = !subscribed;
        subscribed = true;
        return first;
    }

    /** Tells whether that is a change. */
    boolean distrust(long nowNanos) {
        return trust.become(false, nowNanos);
    }

    /**
     * Takes a whole book, with undo records for what is different only. A snapshot that is older than what was applied since
     * raced with it and changes nothing.
     *
     * @param scratch a book to work with
     * @return whether it was taken
     */
    boolean replace(BookUpdate.Snapshot snapshot, TickBook scratch, long nowNanos) {
        if (snapshot.exchangeMillis() < exchangeMillis) {
            return false;
        }
        if (!begun) {
            begun = true;
            history.begin(nowNanos);
        }
        scratch.clear();
        fill(scratch, Side.BUY, snapshot.bids());
        fill(scratch, Side.SELL, snapshot.asks());
        for (Side side : Side.values()) {
            removeAllBut(scratch, side, nowNanos);
            for (int price = scratch.best(side); price >= 0; price = scratch.worseThan(side, price)) {
                change(side, price, scratch.sizeAt(side, price), nowNanos);
            }
        }
        exchangeMillis = snapshot.exchangeMillis();
        snapshotMillis = snapshot.exchangeMillis();
        lastNanos = nowNanos;
        if (trust.become(true, nowNanos)) {
            epoch++;
        }
        return true;
    }

    /** Takes a level's new size, unless the book waits for a snapshot or has a newer one. */
    void apply(BookUpdate.Change change, long frameMillis, long nowNanos) {
        if (!trusted()) {
            exchangeMillis = Math.max(exchangeMillis, frameMillis);
        } else if (frameMillis >= snapshotMillis) {
            change(change.side(), change.price(), change.sizeMicros(), nowNanos);
            exchangeMillis = Math.max(exchangeMillis, frameMillis);
            lastNanos = nowNanos;
            touched = true;
        }
    }

    /** Whether the frame at hand has changed it. */
    boolean wasTouched() {
        return touched;
    }

    /** The frame at hand is done. */
    void endFrame() {
        touched = false;
    }

    /** Whether a change says what the top is now. */
    boolean states(BookUpdate.Change change) {
        return change.bestBid() >= 0 && change.bestAsk() >= 0;
    }

    /** Whether the top is what a change says it is, if it says anything; counted in the token's integrity. */
    boolean agrees(BookUpdate.Change change) {
        if (!states(change)) {
            return true;
        }
        checkedTops++;
        boolean same = book.bestBid() == change.bestBid() && book.bestAsk() == change.bestAsk();
        mismatches += same ? 0 : 1;
        return same;
    }

    /** The book as it stood at a moment, epoch nanoseconds. */
    PastBook at(long momentNanos, long nowNanos) {
        long from = Math.max(history.knownFromNanos(nowNanos), trust.knownFromNanos());
        if (!begun || momentNanos < from || momentNanos > nowNanos) {
            return new PastBook.Outside(begun ? from : nowNanos, nowNanos);
        }
        if (!trust.wasTrusted(momentNanos)) {
            return new PastBook.Untrusted();
        }
        TickBook past = new TickBook();
        past.copy(book);
        history.undo(past, momentNanos);
        return new PastBook.Known(past);
    }

    /** When it was last changed, epoch nanoseconds; zero before the first snapshot. */
    long lastNanos() {
        return lastNanos;
    }

    private void removeAllBut(TickBook wanted, Side side, long nowNanos) {
        for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
            if (wanted.sizeAt(side, price) == 0) {
                change(side, price, 0, nowNanos);
            }
        }
    }

    private void change(Side side, int price, long sizeMicros, long nowNanos) {
        long before = book.set(side, price, sizeMicros);
        if (before != sizeMicros) {
            history.record(nowNanos, side, price, before);
        }
    }

    private static void fill(TickBook scratch, Side side, List<Level> levels) {
        for (Level level : levels) {
            if (!Price.isTradable(level.price())) {
                throw new IllegalArgumentException("no level can have the price " + level);
            }
            scratch.set(side, level.price(), level.sizeMicros());
        }
    }
}
