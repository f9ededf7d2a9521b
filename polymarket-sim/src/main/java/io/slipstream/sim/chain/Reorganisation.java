package io.slipstream.sim.chain;

/**
 * How the last blocks are replaced.
 *
 * @param depth how many, from 1
 * @param silent whether subscribers are not told of removed logs
 * @param movePercent how many of a hundred transactions come one block later
 * @param losePercent how many of a hundred never come back; what they did on the exchange stays done there
 * @param changePercent how many of a hundred matches are executed anew with smaller amounts; what they did on the exchange
 *     stays as it was
 */
public record Reorganisation(int depth, boolean silent, int movePercent, int losePercent, int changePercent) {

    /** How many of a hundred transactions come a block later unless said otherwise. */
    public static final int USUAL_MOVE_PERCENT = 25;

    /** A replacement that loses nothing. */
    public Reorganisation(int depth, boolean silent) {
        this(depth, silent, USUAL_MOVE_PERCENT, 0, 0);
    }
}
