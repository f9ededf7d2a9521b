package io.slipstream.sim.exchange;

/** Where a market is in its life. */
public enum MarketStatus {
    /** Takes orders. */
    OPEN,
    /** The outcome is proposed: no orders any more, not paid out yet. */
    HALTED,
    /** Paid out. */
    RESOLVED
}
