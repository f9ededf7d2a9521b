package io.slipstream.core.execution;

import io.slipstream.core.market.TokenId;
import java.util.UUID;

/** What an {@link ExecutionAdapter} reports of its orders, in the order in which it happened. */
public interface ExecutionListener {

    /** The order reached the venue. */
    void onPlaced(UUID attemptId, long atNanos);

    /** It meets the book as that is now: what it takes of it comes next. Only on paper, where somebody sees that. */
    default void onMet(UUID attemptId) {}

    /** Some of it was filled. */
    void onFill(ExecutionFill fill);

    /** A fill that was told of as {@link Settlement#MATCHED} has settled or failed; after it, in the order of the fills. */
    default void onSettled(TokenId tokenId, UUID attemptId, int seq, Settlement outcome, long atNanos) {}

    /**
     * It is over; nothing follows but settlements.
     *
     * @param reason a sentence for people
     */
    void onDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos);

    /** What it would have got under other fill models; not before it is over, and only on paper. */
    default void onBounds(UUID attemptId, FillBounds bounds) {}
}
