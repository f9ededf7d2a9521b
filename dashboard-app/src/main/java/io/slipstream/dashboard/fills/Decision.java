package io.slipstream.dashboard.fills;

/** What the engine decided about a leader's fill, as the attempt table spells it. */
public enum Decision {
    /** Copy it. */
    TRADE,
    /** Leave it. */
    SKIP
}
