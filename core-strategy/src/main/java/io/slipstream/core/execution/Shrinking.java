package io.slipstream.core.execution;

/**
 * How some depth shrank, and for how much of that a trade is known. A shrinking and the trade that caused it are two messages,
 * as a rule in this order; whichever comes second explains the other.
 */
final class Shrinking {

    private long shownMicros;
    /** Trades whose shrinking has not been seen yet. */
    private long tradedMicros;
    /** Shrinking whose trade has not been seen yet. */
    private long unexplainedMicros;

    Shrinking(long shownMicros) {
        this.shownMicros = shownMicros;
    }

    long shownMicros() {
        return shownMicros;
    }

    long unexplainedMicros() {
        return unexplainedMicros;
    }

    /** The depth is another one now. */
    void shows(long sizeMicros) {
        long shrunk = shownMicros - sizeMicros;
        shownMicros = sizeMicros;
        if (shrunk > 0) {
            long explained = Math.min(tradedMicros, shrunk);
            tradedMicros -= explained;
            unexplainedMicros += shrunk - explained;
        }
    }

    /** A trade of so much explains what has shrunk; tells how much of the trade is left. */
    long explain(long sharesMicros) {
        long explained = Math.min(unexplainedMicros, sharesMicros);
        unexplainedMicros -= explained;
        return sharesMicros - explained;
    }

    /** So much has been traded here, and what shrinks by it has yet to be seen. */
    void expect(long sharesMicros) {
        tradedMicros += sharesMicros;
    }

    /** Time enough has passed for a trade to be told of; tells how much was canceled. */
    long settle() {
        long canceled = unexplainedMicros;
        unexplainedMicros = 0;
        tradedMicros = 0;
        return canceled;
    }

    /** Whether something has yet to be explained. */
    boolean isUnsettled() {
        return unexplainedMicros > 0 || tradedMicros > 0;
    }
}
