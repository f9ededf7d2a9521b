package io.slipstream.core.book;

import io.slipstream.core.money.Price;
import java.util.Arrays;

/**
 * One side of a book: a size for every tick, and a bit for every tick that has one. Setting a size and finding the best level
 * touch a handful of words whatever the depth; nothing is allocated while the grid stays as it is.
 */
final class TickLevels {

    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;
    private static final int NONE = -1;
    private static final int FRACTION_BITS = 32;

    private final boolean highestIsBest;
    private int tick;
    /** One divided by the tick, rounded up: exact enough for every price, and much faster to multiply by. */
    private long ticksPerUnit;

    private long[] sizes;
    private long[] words;
    /** A bit for every word that has any. */
    private long[] summary;

    private int best = NONE;
    private int count;
    private long total;

    TickLevels(boolean highestIsBest, int tick) {
        this.highestIsBest = highestIsBest;
        this.tick = tick;
        this.ticksPerUnit = (1L << FRACTION_BITS) / tick + 1;
        int levels = Price.ONE / tick + 1;
        this.sizes = new long[levels];
        this.words = new long[(levels >> BITS) + 1];
        this.summary = new long[(words.length >> BITS) + 1];
    }

    int count() {
        return count;
    }

    /** All sizes together. */
    long total() {
        return total;
    }

    /** The best price, or the given one if there is none. */
    int bestOr(int none) {
        return best == NONE ? none : best * tick;
    }

    long sizeAt(int price) {
        int index = index(price);
        return index * tick == price ? sizes[index] : 0;
    }

    /** Sets the size at a price; tells the one before. A price between two ticks makes the grid finer. */
    long set(int price, long size) {
        int index = index(price);
        if (index * tick != price) {
            refine(gcd(tick, price));
            index = index(price);
        }
        long before = sizes[index];
        sizes[index] = size;
        total += size - before;
        if (before == 0 && size > 0) {
            mark(index);
        } else if (before > 0 && size == 0) {
            unmark(index);
        }
        return before;
    }

    /** The price of the next worse level, or -1 after the worst. */
    int worseThan(int price) {
        int index = index(price);
        int next = highestIsBest ? previous(index - 1) : next(index + 1);
        return next == NONE ? NONE : next * tick;
    }

    void clear() {
        for (int word = 0; word < words.length; word++) {
            for (long rest = words[word]; rest != 0; rest &= rest - 1) {
                sizes[(word << BITS) + Long.numberOfTrailingZeros(rest)] = 0;
            }
        }
        Arrays.fill(words, 0);
        Arrays.fill(summary, 0);
        best = NONE;
        count = 0;
        total = 0;
    }

    /** The last tick that is not above a price. */
    private int index(int price) {
        return (int) ((price * ticksPerUnit) >> FRACTION_BITS);
    }

    private void mark(int index) {
        words[index >> BITS] |= 1L << (index & MASK);
        summary[index >> (2 * BITS)] |= 1L << ((index >> BITS) & MASK);
        count++;
        if (best == NONE || (highestIsBest ? index > best : index < best)) {
            best = index;
        }
    }

    private void unmark(int index) {
        int word = index >> BITS;
        words[word] &= ~(1L << (index & MASK));
        if (words[word] == 0) {
            summary[word >> BITS] &= ~(1L << (word & MASK));
        }
        count--;
        if (index == best) {
            best = highestIsBest ? previous(index) : next(index);
        }
    }

    /** The first level at or above an index. */
    private int next(int from) {
        if (from >= sizes.length) {
            return NONE;
        }
        int word = from >> BITS;
        long rest = words[word] & (-1L << (from & MASK));
        if (rest != 0) {
            return (word << BITS) + Long.numberOfTrailingZeros(rest);
        }
        int block = (word + 1) >> BITS;
        if (block >= summary.length) {
            return NONE;
        }
        long blocks = summary[block] & (-1L << ((word + 1) & MASK));
        while (blocks == 0) {
            if (++block >= summary.length) {
                return NONE;
            }
            blocks = summary[block];
        }
        int found = (block << BITS) + Long.numberOfTrailingZeros(blocks);
        return (found << BITS) + Long.numberOfTrailingZeros(words[found]);
    }

    /** The last level at or below an index. */
    private int previous(int from) {
        if (from < 0) {
            return NONE;
        }
        int word = from >> BITS;
        long rest = words[word] & (-1L >>> (MASK - (from & MASK)));
        if (rest != 0) {
            return (word << BITS) + MASK - Long.numberOfLeadingZeros(rest);
        }
        if (word == 0) {
            return NONE;
        }
        int block = (word - 1) >> BITS;
        long blocks = summary[block] & (-1L >>> (MASK - ((word - 1) & MASK)));
        while (blocks == 0) {
            if (--block < 0) {
                return NONE;
            }
            blocks = summary[block];
        }
        int found = (block << BITS) + MASK - Long.numberOfLeadingZeros(blocks);
        return (found << BITS) + MASK - Long.numberOfLeadingZeros(words[found]);
    }

    private void refine(int finer) {
        TickLevels fine = new TickLevels(highestIsBest, finer);
        for (int price = bestOr(NONE); price != NONE; price = worseThan(price)) {
            fine.set(price, sizeAt(price));
        }
        tick = fine.tick;
        ticksPerUnit = fine.ticksPerUnit;
        sizes = fine.sizes;
        words = fine.words;
        summary = fine.summary;
        best = fine.best;
        count = fine.count;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
