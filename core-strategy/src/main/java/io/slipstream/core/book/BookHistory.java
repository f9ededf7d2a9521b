package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import java.util.Arrays;

/**
 * What a book's levels were before each change of the last while, so that any moment of it can be brought back: a ring of undo
 * records, 20 bytes each, at most {@value #MOST} of them. It grows only while its oldest record is still within the window;
 * when it may not grow, the moments before the records it gives up are outside.
 */
final class BookHistory {

    /** About 70 changes a second over two minutes; with 5,000 tokens this busy, 800 MB. */
    static final int MOST = 8_192;

    private static final int LEAST = 64;

    /** A trade's changes come in one burst with its print; a burst that a pause cuts in two is still one. */
    private static final long BURST_NANOS = 250_000_000L;

    private final long windowNanos;
    private long[] atNanos = new long[LEAST];
    private int[] levels = new int[LEAST];
    private long[] before = new long[LEAST];
    private int first;
    private int count;
    private long knownFromNanos;

    BookHistory(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** From here on every moment can be brought back; what was before is forgotten. */
    void begin(long nowNanos) {
        first = 0;
        count = 0;
        knownFromNanos = nowNanos;
    }

    /** A level is about to be something else than this. */
    void record(long nowNanos, Side side, int price, long sizeBefore) {
        if (count == atNanos.length) {
            makeRoom(nowNanos);
        }
        int index = index(count);
        atNanos[index] = nowNanos;
        levels[index] = (price << 1) | (side == Side.BUY ? 0 : 1);
        before[index] = sizeBefore;
        count++;
    }

    /** The earliest moment that can be brought back. */
    long knownFromNanos(long nowNanos) {
        return Math.max(knownFromNanos, nowNanos - windowNanos);
    }

    /** Undoes, in a copy of the book as it is now, everything that happened after a moment. */
    void undo(OrderBook copy, long afterNanos) {
        for (int i = count - 1; i >= 0; i--) {
            int index = index(i);
            if (atNanos[index] <= afterNanos) {
                return;
            }
            undo(copy, index);
        }
    }

    /**
     * The last moment before a trade: the venue may tell of what a trade took before it tells of the trade, or after. If the
     * changes that came just before its print took as much as it did, it is before those; if not, it is the print's own. In
     * recordings of June 2026 the changes are some 20 ms ahead of the print, with others in between.
     *
     * @param copy of the book as it is now, the caller's own: changed on the way
     * @param taken the side that the trade took from
     * @param worstPrice that it took at: what goes at worse ones is none of it
     * @param printNanos when the print of it came
     */
    TradeMoment beforeTrade(
            TickBook copy, Side taken, long sizeMicros, int worstPrice, long printNanos, long nowNanos) {
        int i = count - 1;
        for (; i >= 0 && atNanos[index(i)] > printNanos; i--) {
            undo(copy, index(i));
        }
        TickBook atPrint = new TickBook();
        atPrint.copy(copy);
        int beforePrint = i;
        long gone = 0;
        while (i >= 0 && gone < sizeMicros && atNanos[index(i)] >= printNanos - BURST_NANOS) {
            long frame = atNanos[index(i)];
            for (; i >= 0 && atNanos[index(i)] == frame; i--) {
                int price = levels[index(i)] >> 1;
                boolean counts = taken == Side.SELL ? price <= worstPrice : price >= worstPrice;
                long left = counts ? atPrint.sizeAt(taken, price) : Long.MAX_VALUE;
                gone -= Math.max(0, copy.sizeAt(taken, price) - left);
                undo(copy, index(i));
                gone += Math.max(0, copy.sizeAt(taken, price) - left);
            }
        }
        boolean explained = gone >= sizeMicros;
        int last = explained ? i : beforePrint;
        long at = explained ? atNanos[index(i + 1)] - 1 : printNanos;
        return new TradeMoment(at, at - (last >= 0 ? atNanos[index(last)] : Math.min(at, knownFromNanos(nowNanos))));
    }

    private int index(int age) {
        return (first + age) & (atNanos.length - 1);
    }

    private void undo(OrderBook copy, int index) {
        copy.set((levels[index] & 1) == 0 ? Side.BUY : Side.SELL, levels[index] >> 1, before[index]);
    }

    private void makeRoom(long nowNanos) {
        boolean oldestIsWanted = atNanos[first] > nowNanos - windowNanos;
        if (oldestIsWanted && atNanos.length < MOST) {
            grow();
        } else {
            knownFromNanos = Math.max(knownFromNanos, atNanos[first]);
            first = (first + 1) & (atNanos.length - 1);
            count--;
        }
    }

    private void grow() {
        int capacity = atNanos.length * 2;
        long[] times = new long[capacity];
        int[] places = new int[capacity];
        long[] sizes = new long[capacity];
        for (int i = 0; i < count; i++) {
            int index = index(i);
            times[i] = atNanos[index];
            places[i] = levels[index];
            sizes[i] = before[index];
        }
        atNanos = times;
        levels = places;
        before = sizes;
        first = 0;
    }

    /** How many bytes of heap its records take. */
    long bytes() {
        return Arrays.stream(new long[] {Long.BYTES, Integer.BYTES, Long.BYTES}).sum() * atNanos.length;
    }
}
