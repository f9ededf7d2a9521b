package io.slipstream.worker.market;

/** What the market socket says of markets rather than books. */
public sealed interface MarketNews {

    /** The market's condition. */
    String conditionId();

    /** A market was listed. */
    record Listed(String conditionId) implements MarketNews {}

    /** A market resolved. */
    record Resolved(String conditionId) implements MarketNews {}
}
