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
    /** What of either was there at the mark. */
    private long oldTradedMicros;

    private long oldUnexplainedMicros;

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
            oldTradedMicros = Math.max(0, oldTradedMicros - explained);
            unexplainedMicros += shrunk - explained;
        }
    }

    /** A trade of so much explains what has shrunk; tells how much of the trade is left. */
    long explain(long sharesMicros) {
        long explained = Math.min(unexplainedMicros, sharesMicros);
        unexplainedMicros -= explained;
        oldUnexplainedMicros = Math.max(0, oldUnexplainedMicros - explained);
        return sharesMicros - explained;
    }

    /** So much has been traded here, and what shrinks by it has yet to be seen. */
    void expect(long sharesMicros) {
        tradedMicros += sharesMicros;
    }

    /** From now on time passes for what is unexplained; what comes later has not had it. */
    void mark() {
        oldTradedMicros = tradedMicros;
        oldUnexplainedMicros = unexplainedMicros;
    }

    /** Time enough has passed since the mark for a trade to be told of; tells how much was canceled. */
    long settle() {
        long canceled = oldUnexplainedMicros;
        unexplainedMicros -= canceled;
        tradedMicros -= oldTradedMicros;
        oldUnexplainedMicros = 0;
        oldTradedMicros = 0;
        return canceled;
    }

    /** Whether something has yet to be explained. */
    boolean isUnsettled() {
        return unexplainedMicros > 0 || tradedMicros > 0;
    }
}
