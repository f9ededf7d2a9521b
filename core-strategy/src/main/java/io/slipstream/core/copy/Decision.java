package io.slipstream.core.copy;

import io.slipstream.core.market.Side;

/** The outcome of looking at one leader fill. */
public sealed interface Decision {

    /** A sentence for people, with the figures that decided. */
    String text();

    /**
     * Copy it.
     *
     * @param sharesMicros whole hundredths of a share
     * @param limitPrice worst price, on the market's grid
     */
    record Trade(Side side, long sharesMicros, int limitPrice, String text) implements Decision {}

    /** Do not copy it. */
    record Skip(SkipReason reason, String text) implements Decision {}
}
