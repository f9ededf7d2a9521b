package io.slipstream.dashboard.mode;

/** Whether real money moves. */
public enum TradingMode {
    /** Executions are simulated against the real order book. */
    PAPER,
    /** Orders are real. */
    LIVE
}
