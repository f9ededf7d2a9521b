package io.slipstream.sim.market;

import java.util.Arrays;

/**
 * The latent truth of one event: how probable each of its outcomes is now. It diffuses and jumps; every move takes from
 * one outcome what it gives to another, so that it is fair at any time to pay by it.
 */
public final class Prospect {

    private static final double FLOOR = 0.012;

    private final double[] chances;
    private final Volatility volatility;
    private final Draw draw;

    /**
     * Starts with the given chances.
     *
     * @param chances one per outcome, sum 1
     * @param volatility how it moves
     * @param draw its own randomness
     */
    Prospect(double[] chances, Volatility volatility, Draw draw) {
        this.chances = chances.clone();
        this.volatility = volatility;
        this.draw = draw;
    }

    /** The chance of an outcome. */
    public double chance(int outcome) {
        return chances[outcome];
    }

    /** Lets time pass. */
    void advance(double seconds) {
        for (int i = 0; i < chances.length; i++) {
            for (int j = i + 1; j < chances.length; j++) {
                double scale = 4 * chances[i] * chances[j] * StrictMath.sqrt(seconds);
                move(i, j, volatility.diffusion() * scale * draw.normal());
            }
        }
        if (draw.chance(seconds / volatility.jumpEverySeconds())) {
            int from = draw.whole(0, chances.length - 1);
            int to = (from + draw.whole(1, chances.length - 1)) % chances.length;
            move(from, to, draw.between(volatility.jumpLow(), volatility.jumpHigh()));
        }
    }

    /** The outcome that comes true, drawn by the chances of now. */
    int settle() {
        double point = draw.uniform();
        for (int outcome = 0; outcome < chances.length - 1; outcome++) {
            point -= chances[outcome];
            if (point < 0) {
                return outcome;
            }
        }
        return chances.length - 1;
    }

    private void move(int from, int to, double amount) {
        double high = chances[from] - FLOOR;
        double low = FLOOR - chances[to];
        double moved = Math.max(low, Math.min(high, amount));
        chances[from] -= moved;
        chances[to] += moved;
    }

    @Override
    public String toString() {
        return Arrays.toString(chances);
    }
}
