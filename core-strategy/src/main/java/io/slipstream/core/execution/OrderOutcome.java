package io.slipstream.core.execution;

/** How an order ended. */
public enum OrderOutcome {
    /** Filled whole. */
    FILLED,
    /** Some was filled before it was canceled. */
    PARTIAL,
    /** Nothing was filled before it was canceled. */
    CANCELED,
    /** It never reached a book. */
    FAILED
}
