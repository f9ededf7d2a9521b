package io.slipstream.sim.lapse;

import io.slipstream.sim.market.Draw;

/**
 * A share of something, drawn from a seeded stream.
 *
 * @param percent how many of a hundred
 * @param draw the stream, of this share alone
 */
public record Share(int percent, Draw draw) {

    /** Whether the next one belongs to the share. */
    public boolean hit() {
        return draw.uniform() * 100 < percent;
    }
}
