package io.slipstream.core.execution;

import io.slipstream.core.money.Micros;

/**
 * How much stands before a resting order at its price. Trades use it up. Depth that shrinks without a trade is a cancel: of such
 * a cancel the share that is ahead of us, as far as cancels are believed to be spread evenly over the queue, comes off it. A
 * shrinking and the trade that caused it are two messages in no certain order: whichever comes second explains the other.
 */
final class QueuePosition {

    private final long cancelsAheadMillionths;
    private long aheadMicros;
    private long shownMicros;
    /** Trades whose shrinking has not been seen yet. */
    private long tradedMicros;
    /** Shrinking whose trade has not been seen yet. */
    private long unexplainedMicros;

    /**
     * Behind everything that is shown.
     *
     * @param shownMicros size at the price when the order joins
     * @param cancelsAheadMillionths how much of its even share of cancels is taken to be ahead of us: 0 believes that everybody who
     *     leaves stood behind us, 1,000,000 that they stood where they stood
     */
    QueuePosition(long shownMicros, long cancelsAheadMillionths) {
        this.aheadMicros = shownMicros;
        this.shownMicros = shownMicros;
        this.cancelsAheadMillionths = cancelsAheadMillionths;
    }

    /** A trade at the price; tells how much of it is left for us, micro-shares. */
    long trade(long sharesMicros) {
        long explained = Math.min(unexplainedMicros, sharesMicros);
        unexplainedMicros -= explained;
        tradedMicros += sharesMicros - explained;
        long used = Math.min(aheadMicros, sharesMicros);
        aheadMicros -= used;
        return sharesMicros - used;
    }

    /** The level shows another size now. */
    void shows(long sizeMicros) {
        long shrunk = shownMicros - sizeMicros;
        shownMicros = sizeMicros;
        if (shrunk > 0) {
            long explained = Math.min(tradedMicros, shrunk);
            tradedMicros -= explained;
            unexplainedMicros += shrunk - explained;
        }
    }

    /** Time enough has passed for a trade to be told of: what is unexplained was canceled. */
    void settle() {
        tradedMicros = 0;
        long canceled = unexplainedMicros;
        unexplainedMicros = 0;
        if (canceled == 0) {
            return;
        }
        long before = Math.max(shownMicros + canceled, aheadMicros);
        long evenShare = Micros.mulDivDown(canceled, aheadMicros, before);
        aheadMicros -= Micros.mulDivDown(evenShare, cancelsAheadMillionths, Micros.ONE);
        // nobody is ahead who is not there
        aheadMicros = Math.min(aheadMicros, shownMicros);
    }

    /** Whether something has yet to be explained. */
    boolean isUnsettled() {
        return unexplainedMicros > 0 || tradedMicros > 0;
    }

    /** What stands before us, micro-shares. */
    long aheadMicros() {
        return aheadMicros;
    }
}
