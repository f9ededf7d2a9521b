package io.slipstream.core.venue;

/** How long an order may wait (protocol reference 3.3). */
public enum TimeInForce {
    /** Takes what it can, and the rest rests until it is filled or canceled. */
    GTC(true),
    /** As {@link #GTC}, until its expiration at the latest. */
    GTD(true),
    /** Filled whole at once, or refused with nothing filled. A buy is sized in collateral, a sell in shares. */
    FOK(false),
    /** Takes what it can at once, the rest is canceled; refused if it finds nothing. A buy is sized in collateral, a sell in shares. */
    FAK(false);

    private static final long SECOND = 1_000_000_000L;

    private final boolean rests;

    TimeInForce(boolean rests) {
        this.rests = rests;
    }

    /**
     * When an order ends by itself that is to live so long from a moment: the first whole second after that, as venues count it;
     * zero unless it is {@link #GTD}.
     */
    public long expirationSeconds(long fromNanos, long ttlNanos) {
        return this == GTD ? Math.floorDiv(fromNanos + ttlNanos, SECOND) + 1 : 0;
    }

    /** Whether what is not filled at once stays in the book; only such orders may be post-only. */
    public boolean rests() {
        return rests;
    }
}
