package io.slipstream.sim.exchange;

/** Where an order is in its life. */
public enum OrderStatus {
    /** Resting on the book, perhaps partly filled. */
    LIVE,
    /** Filled completely. */
    MATCHED,
    /** Ended with a remainder: cancelled by its owner, killed as FAK, or its market closed. */
    CANCELED
}
