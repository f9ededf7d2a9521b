package io.slipstream.sim.exchange;

/** How one resting order and the aggressor settle (section 1.3). */
public enum MatchType {
    /** Opposite sides of one token: shares against collateral. */
    COMPLEMENTARY,
    /** Both buy complementary tokens: a full set is minted from their collateral. */
    MINT,
    /** Both sell complementary tokens: a full set is merged into collateral. */
    MERGE;

    /** The type that follows from the two orders; the caller guarantees that they cross. */
    static MatchType of(Order taker, Order maker) {
        if (taker.outcome() == maker.outcome()) {
            return COMPLEMENTARY;
        }
        return taker.side() == Side.BUY ? MINT : MERGE;
    }
}
