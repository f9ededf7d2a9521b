package io.slipstream.sim.exchange;

/** How long an order lives (section 3.3). */
public enum OrderType {
    /** Rests until it is filled or cancelled. */
    GTC,
    /** Fills what it can at once; the rest is killed. */
    FAK
}
