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
        int index = (first + count) & (atNanos.length - 1);
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
            int index = (first + i) & (atNanos.length - 1);
            if (atNanos[index] <= afterNanos) {
                return;
            }
            copy.set((levels[index] & 1) == 0 ? Side.BUY : Side.SELL, levels[index] >> 1, before[index]);
        }
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
            int index = (first + i) & (atNanos.length - 1);
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
