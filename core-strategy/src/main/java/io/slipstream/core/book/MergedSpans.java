package io.slipstream.core.book;

/**
 * The whiles of which only the end is known, because their changes came as one: the last {@value #MOST}; older ones count as
 * one, with what was between them.
 */
final class MergedSpans {

    static final int MOST = 64;

    private final long[] fromNanos = new long[MOST];
    private final long[] untilNanos = new long[MOST];
    private int count;

    /** From the first moment on nothing is known until the second; neither is before those of the call before. */
    void add(long from, long until) {
        if (count > 0 && from <= untilNanos[newest()]) {
            untilNanos[newest()] = Math.max(untilNanos[newest()], until);
            return;
        }
        if (count >= MOST) {
            int second = (count + 1) % MOST;
            fromNanos[second] = fromNanos[count % MOST];
        }
        fromNanos[count % MOST] = from;
        untilNanos[count % MOST] = until;
        count++;
    }

    /** Whether nothing is known of a moment. */
    boolean covers(long moment) {
        for (int i = count - 1; i >= Math.max(0, count - MOST); i--) {
            if (moment >= untilNanos[i % MOST]) {
                return false;
            }
            if (moment >= fromNanos[i % MOST]) {
                return true;
            }
        }
        return false;
    }

    private int newest() {
        return (count - 1) % MOST;
    }
}
