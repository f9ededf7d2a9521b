package io.slipstream.core.book;

/** When a book could be trusted and when not: the last {@value #MOST} changes of that. */
final class TrustTimeline {

    private static final int MOST = 64;

    private final long[] atNanos = new long[MOST];
    private int changes;
    private boolean trusted;

    boolean trusted() {
        return trusted;
    }

    /** Tells whether it is a change. */
    boolean become(boolean now, long nowNanos) {
        if (now == trusted) {
            return false;
        }
        trusted = now;
        atNanos[changes++ % MOST] = nowNanos;
        return true;
    }

    /** Since when the present state holds, zero if it never changed. */
    long sinceNanos() {
        return changes == 0 ? 0 : atNanos[(changes - 1) % MOST];
    }

    /** The earliest moment of which the state is known. */
    long knownFromNanos() {
        return changes <= MOST ? 0 : atNanos[changes % MOST];
    }

    /** Whether it could be trusted at a moment that is known. */
    boolean wasTrusted(long moment) {
        boolean state = trusted;
        for (int i = changes - 1; i >= Math.max(0, changes - MOST) && atNanos[i % MOST] > moment; i--) {
            state = !state;
        }
        return state;
    }
}
