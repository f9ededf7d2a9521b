package io.slipstream.core.execution;

import io.slipstream.core.money.Micros;

/**
 * Where a resting order stands: behind all better prices and behind those who were at its price before. Trades use that up.
 *
 * <p>The venue tells of a match once, with all its shares and their average price on the grid, whatever prices they had: how much
 * of it came as far as the order's price is known by what shrank. What better prices lost without another trade, the match may
 * have taken there; what the order's own and worse prices lost is the most that came so far.
 *
 * <p>Depth at the order's price that shrinks without a trade is a cancel, and who left is believed as the model has it.
 */
final class QueuePosition {

    private final FillModel model;
    private final long cancelsAheadMillionths;
    private final Shrinking better;
    private final Shrinking at;
    private final Shrinking worse;
    private long aheadMicros;

    /**
     * Behind everything that is shown at the price or better.
     *
     * @param cancelsAheadMillionths under the realistic model, how much of its even share of cancels is taken to be ahead of us:
     *     0 believes that everybody who leaves stood behind us, 1,000,000 that they stood where they stood
     */
    QueuePosition(FillModel model, QueueDepth shown, long cancelsAheadMillionths) {
        this.model = model;
        this.cancelsAheadMillionths = cancelsAheadMillionths;
        this.better = new Shrinking(shown.betterMicros());
        this.at = new Shrinking(shown.atMicros());
        this.worse = new Shrinking(shown.worseMicros());
        this.aheadMicros = shown.atMicros();
    }

    /**
     * A match on our side of the book; tells how much of it is left for us, micro-shares.
     *
     * @param atOrThrough whether its average price is ours or worse
     */
    long trade(long sharesMicros, boolean atOrThrough) {
        long reached = reached(sharesMicros, atOrThrough);
        better.expect(better.explain(sharesMicros - reached));
        long ahead = aheadMicros;
        if (model == FillModel.OPTIMISTIC) {
            // what shrank at our price were cancels as far as the match may have gone through it, and of those before
            // us
            at.expect(at.explain(worse.explain(reached)));
            ahead = Math.max(0, ahead - at.unexplainedMicros());
        } else {
            at.expect(worse.explain(at.explain(reached)));
        }
        long used = Math.min(ahead, reached);
        aheadMicros -= used;
        return reached - used;
    }

    /** How much of a match came as far as our price. */
    private long reached(long sharesMicros, boolean atOrThrough) {
        long most = Math.min(sharesMicros, at.unexplainedMicros() + worse.unexplainedMicros());
        long least = Math.max(0, sharesMicros - better.unexplainedMicros() - better.shownMicros());
        long own = at.shownMicros() == 0 ? most : Math.min(sharesMicros, at.unexplainedMicros());
        return switch (model) {
            case PESSIMISTIC -> atOrThrough ? least : Math.min(least, most);
            case REALISTIC -> atOrThrough ? Math.max(least, own) : Math.min(least, most);
            case OPTIMISTIC -> atOrThrough ? sharesMicros : most;
        };
    }

    /** The book shows something else now. */
    void shows(QueueDepth depth) {
        better.shows(depth.betterMicros());
        at.shows(depth.atMicros());
        worse.shows(depth.worseMicros());
    }

    /** From now on time passes for what is unexplained. */
    void mark() {
        better.mark();
        at.mark();
        worse.mark();
    }

    /** Time enough has passed since the mark for a trade to be told of: what was unexplained then, and is, was canceled. */
    void settle() {
        better.settle();
        worse.settle();
        long canceled = at.settle();
        if (canceled == 0) {
            return;
        }
        aheadMicros -= switch (model) {
            case PESSIMISTIC -> 0;
            case REALISTIC -> Micros.mulDivDown(evenShare(canceled), cancelsAheadMillionths, Micros.ONE);
            case OPTIMISTIC -> Math.min(canceled, aheadMicros);
        };
        // nobody is ahead who is not there
        aheadMicros = Math.min(aheadMicros, at.shownMicros() + at.unexplainedMicros());
    }

    private long evenShare(long canceled) {
        long before = Math.max(at.shownMicros() + at.unexplainedMicros() + canceled, aheadMicros);
        return Micros.mulDivDown(canceled, aheadMicros, before);
    }

    /** Whether something has yet to be explained. */
    boolean isUnsettled() {
        return better.isUnsettled() || at.isUnsettled() || worse.isUnsettled();
    }

    /** What stands before us at our price, micro-shares. */
    long aheadMicros() {
        return aheadMicros;
    }
}
