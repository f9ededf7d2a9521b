package io.slipstream.core.market;

/** Which way an order trades its outcome token. */
public enum Side {
    /** Collateral is paid, shares are received. */
    BUY,
    /** Shares are given, collateral is received. */
    SELL;

    /** Who trades with this side. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
