package io.slipstream.core.chain;

/** How a leader came to a fill. */
public enum LeaderRole {
    /** His resting order was hit. */
    MAKER,
    /** He took what rested. */
    TAKER,
    /** The source does not tell. */
    UNKNOWN
}
