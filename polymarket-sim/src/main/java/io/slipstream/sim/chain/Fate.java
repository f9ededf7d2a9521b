package io.slipstream.sim.chain;

/** What becomes of a transaction whose block is replaced. */
public enum Fate {
    /** It stays at its height. */
    STAYS,
    /** It comes one block later. */
    SLIPS,
    /** It stays at its height and is executed anew, with another outcome. */
    CHANGES,
    /** It never comes back. */
    LOST
}
