package io.slipstream.sim.exchange;

/** Why the venue refused an order, in the venue's own words where they are known (section 3.5). */
public enum Rejection {
    /** The market does not take orders. */
    MARKET_CLOSED("the market is not accepting orders"),
    /** Price outside tick..1-tick or no multiple of the tick. */
    TICK("price breaks minimum tick size rule"),
    /** More decimals than the venue takes. */
    LOT("Maximum lot size is 2"),
    /** Below the market's minimum size. */
    MINIMUM_SIZE("Size lower than the minimum"),
    /** A marketable buy below one dollar. */
    MINIMUM_NOTIONAL("invalid amount for a marketable BUY order, min size: $1"),
    /** Not enough free collateral or shares. */
    BALANCE("not enough balance / allowance"),
    /** A post-only order that would trade. */
    CROSSES("invalid post-only order: order crosses book"),
    /** A FAK order that found nothing. */
    NO_MATCH(
            "no orders found to match with FAK order. FAK orders are partially filled or killed if no match is found.");

    private final String message;

    Rejection(String message) {
        this.message = message;
    }

    /** The text of the venue's answer. */
    public String message() {
        return message;
    }
}
