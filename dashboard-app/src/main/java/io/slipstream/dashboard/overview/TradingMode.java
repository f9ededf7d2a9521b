package io.slipstream.dashboard.overview;

/** Whether real money moves. */
public enum TradingMode {
    /** Executions are simulated against the real order book. */
    PAPER,
    /** Orders are real. */
    LIVE
}
