package io.slipstream.core.book;

/** How far a token's quote can be relied upon now. */
public enum Freshness {
    /** As new as it gets: trade on it. */
    FRESH,
    /** A little old: ask for the book before trading on it. */
    SOFT_STALE,
    /** Too old to trade on. */
    HARD_STALE,
    /** There is no book that can be trusted. */
    UNTRUSTED
}
