package io.slipstream.core.venue;

/**
 * Why the venue refuses an order, in the order in which it is asked. The names are stable: they are stored and counted. Texts
 * and parameters are in {@link Refusals}, which says which of them are the venue's.
 */
public enum VenueRejection {
    /** Nothing is taken, not even cancels. */
    TRADING_DISABLED(503, Retry.LATER),
    /** Cancels only. */
    CANCEL_ONLY(503, Retry.LATER),
    /** The matching engine is down for a moment. */
    ENGINE_RESTARTING(425, Retry.LATER),
    /** The matching engine is back, and for a while takes orders that must rest. */
    POST_ONLY_MODE(503, Retry.LATER),
    /** Post-only and filled at once cannot both be. */
    POST_ONLY_TYPE(400, Retry.CHANGED),
    /** A GTD order that expires too soon, or another one that says when it expires. */
    EXPIRATION(400, Retry.CHANGED),
    /** The market does not trade any more. */
    MARKET_CLOSED(400, Retry.NEVER),
    /** The market takes no orders at present. */
    MARKET_NOT_ACCEPTING(400, Retry.LATER),
    /** The market does not take orders yet. */
    MARKET_NOT_READY(400, Retry.LATER),
    /** The price is off the market's grid or its bounds; the grid may have changed since the order was made. */
    TICK_SIZE(400, Retry.CHANGED),
    /** The size has more than two decimals. */
    LOT_SIZE(400, Retry.CHANGED),
    /** A buy that is filled at once has amounts with too many decimals. */
    AMOUNT_DECIMALS(400, Retry.CHANGED),
    /** Fewer shares than the market's minimum. */
    MIN_SIZE(400, Retry.CHANGED),
    /** A buy that would trade at once is for less than a dollar. */
    MARKETABLE_MINIMUM(400, Retry.CHANGED),
    /** What is held, less what other orders promise, does not cover it. */
    BALANCE(400, Retry.FUNDED),
    /** The exchange may not take so much. */
    ALLOWANCE(400, Retry.FUNDED),
    /** A post-only order would trade at once. */
    POST_ONLY_CROSSES(400, Retry.BOOK),
    /** The book does not fill it whole within its limit. */
    FOK_UNFILLABLE(400, Retry.BOOK),
    /** The book has nothing within its limit. */
    FAK_NO_MATCH(400, Retry.BOOK);

    /** Whether the same order can succeed later. */
    public enum Retry {
        /** It cannot. */
        NEVER,
        /** Not as it is; one with another price, size or expiration may. */
        CHANGED,
        /** Once there is more to pay with, or other orders promise less. */
        FUNDED,
        /** As soon as the book is another one; nothing is gained by waiting longer. */
        BOOK,
        /** It may, once the wait is over. */
        LATER
    }

    private final int httpStatus;
    private final Retry retry;

    VenueRejection(int httpStatus, Retry retry) {
        this.httpStatus = httpStatus;
        this.retry = retry;
    }

    /** The status of the venue's answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether trying again can help. */
    public Retry retry() {
        return retry;
    }
}
