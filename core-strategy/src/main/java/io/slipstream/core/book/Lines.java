package io.slipstream.core.book;

import java.util.Arrays;

/** How lively the lines are: when each was last heard, and how far behind the venue it was then. */
final class Lines {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private long[] heardNanos = new long[16];
    private long[] lagNanos = new long[16];
    private long[] toldNanos = new long[16];

    /** Something arrived. */
    void heard(int line, long nowNanos) {
        reach(line);
        heardNanos[line] = nowNanos;
    }

    /** It told something of a market. */
    void told(int line, long nowNanos) {
        reach(line);
        toldNanos[line] = nowNanos;
    }

    /** How long it has told nothing of any market; not at all where it never did. */
    long deafNanos(int line, long nowNanos) {
        return line < toldNanos.length && toldNanos[line] > 0 ? nowNanos - toldNanos[line] : 0;
    }

    /** What arrived says when the venue sent it; of a clock ahead of ours nothing can be said. */
    void sent(int line, long exchangeMillis, long nowNanos) {
        reach(line);
        lagNanos[line] = lag(exchangeMillis, nowNanos);
    }

    /** How long before the given moment a message was sent. */
    static long lag(long exchangeMillis, long nowNanos) {
        return Math.max(0, nowNanos - exchangeMillis * NANOS_PER_MILLI);
    }

    /** How old everything is that the line carries: as long as it is silent, and as far as it was behind before that. */
    long ageNanos(int line, long nowNanos) {
        return line < heardNanos.length && heardNanos[line] > 0
                ? nowNanos - heardNanos[line] + lagNanos[line]
                : Long.MAX_VALUE;
    }

    /** It is gone: what it was like says nothing of the one that follows. */
    void end(int line) {
        reach(line);
        heardNanos[line] = 0;
        lagNanos[line] = 0;
        toldNanos[line] = 0;
    }

    private void reach(int line) {
        if (line >= heardNanos.length) {
            int length = Math.max(line + 1, heardNanos.length * 2);
            heardNanos = Arrays.copyOf(heardNanos, length);
            lagNanos = Arrays.copyOf(lagNanos, length);
            toldNanos = Arrays.copyOf(toldNanos, length);
        }
    }
}
