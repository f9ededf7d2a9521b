package io.slipstream.sim.exchange;

import org.jspecify.annotations.Nullable;

/** What became of a submitted order. */
public sealed interface Submission {

    /**
     * The order was taken.
     *
     * @param order the order, resting or done
     * @param match its trades, or null when it only rests
     */
    record Accepted(Order order, @Nullable Match match) implements Submission {}

    /**
     * The order was refused and left no trace.
     *
     * @param reason why
     */
    record Rejected(Rejection reason) implements Submission {}
}
