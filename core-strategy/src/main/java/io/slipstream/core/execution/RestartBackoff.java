package io.slipstream.core.execution;

/**
 * How long to wait before asking again what was answered with 425, as the venue advises for restarts of its matching engine: from
 * a second, twice as long each time, half a minute at most.
 */
final class RestartBackoff {

    /** An order is asked for no more often than this. */
    static final int MOST_TRIES = 10;

    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long MOST_NANOS = 30 * FIRST_NANOS;
    private static final int DOUBLINGS = 5;

    private RestartBackoff() {}

    /** After so many tries, one at least. */
    static long nanosAfter(int tries) {
        return Math.min(MOST_NANOS, FIRST_NANOS << Math.min(tries - 1, DOUBLINGS));
    }
}
