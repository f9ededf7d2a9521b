package io.slipstream.core.execution;

import java.util.UUID;

/** What an {@link ExecutionAdapter} reports of its orders, in the order in which it happened. */
public interface ExecutionListener {

    /** The order reached the venue. */
    void onPlaced(UUID attemptId, long atNanos);

    /** Some of it was filled. */
    void onFill(ExecutionFill fill);

    /**
     * It is over; nothing follows.
     *
     * @param reason a sentence for people
     */
    void onDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos);

    /** What it would have got under other fill models; not before it is over, and only on paper. */
    default void onBounds(UUID attemptId, FillBounds bounds) {}
}
