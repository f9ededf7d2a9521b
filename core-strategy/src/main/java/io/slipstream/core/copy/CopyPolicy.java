package io.slipstream.core.copy;

import io.slipstream.core.venue.TimeInForce;

/**
 * How leaders are copied.
 *
 * @param ratioMicros our size per leader's size in millionths, greater than zero
 * @param slippageBps how much worse than the leader's price we still trade, in hundredths of a percent of it; zero means
 *     not a tick worse
 * @param timeInForce what becomes of what is not filled at once
 * @param ttlNanos how long it may rest, of orders that do
 * @param maxFillAgeNanos a fill detected later than this after its block is not copied any more
 * @param minNotionalMicros smallest marketable buy in micro-dollars (the venue's $1, protocol reference 3.4)
 */
public record CopyPolicy(
        long ratioMicros,
        int slippageBps,
        TimeInForce timeInForce,
        long ttlNanos,
        long maxFillAgeNanos,
        long minNotionalMicros) {

    /** Checks the ranges. */
    public CopyPolicy {
        if (ratioMicros <= 0) {
            throw new IllegalArgumentException("the copy ratio must be greater than zero");
        }
        if (slippageBps < 0 || slippageBps > 10_000) {
            throw new IllegalArgumentException("slippage must be between 0 and 10,000 basis points");
        }
        if (ttlNanos <= 0 || maxFillAgeNanos <= 0 || minNotionalMicros < 0) {
            throw new IllegalArgumentException("durations must be greater than zero and amounts not negative");
        }
    }
}
