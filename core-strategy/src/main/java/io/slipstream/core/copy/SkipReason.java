package io.slipstream.core.copy;

/** Why a leader's fill is not copied. */
public enum SkipReason {
    /** A combination of positions, traded by request for quote: there is no order book to copy on. */
    COMBO,
    /** The token is not in the registry. */
    UNKNOWN_TOKEN,
    /** The market is closed or has no order book. */
    MARKET_CLOSED,
    /** The venue takes no orders in the market for now. */
    MARKET_PAUSED,
    /** The fill was detected too late to be worth following. */
    FILL_TOO_OLD,
    /** There is no book that can be trusted. */
    NO_BOOK,
    /** The quote is too old to trade on, and was not renewed in time. */
    STALE_QUOTE,
    /** The fill's block was gone before it was decided. */
    FILL_GONE,
    /** The worker stopped while the decision waited for its book. */
    RESTARTED,
    /** Nobody is on the other side. */
    NO_LIQUIDITY,
    /** The other side's best price is beyond the slippage allowance. */
    PRICE_MOVED,
    /** The size is under the market's minimum after ratio and rounding. */
    BELOW_MIN_SIZE,
    /** A marketable buy under the venue's dollar minimum. */
    BELOW_MIN_NOTIONAL,
    /** The leader sells what we do not hold. */
    NOTHING_TO_SELL,
    /** Buying power does not cover the order and its fee. */
    INSUFFICIENT_CASH
}
