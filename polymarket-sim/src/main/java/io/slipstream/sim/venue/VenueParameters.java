package io.slipstream.sim.venue;

/**
 * What decides the market and the chain. Equal parameters and equal starting times give equal blocks.
 *
 * @param seed where all randomness comes from
 * @param speed how many simulated seconds pass in one real second; above 0
 * @param blockMillis simulated milliseconds between blocks; a multiple of the step
 * @param markets how many markets are open at any time, 1 to 200
 * @param finalityBlocks how many blocks the finalized block lags the head, 1 to 128
 */
public record VenueParameters(long seed, double speed, int blockMillis, int markets, int finalityBlocks) {

    /** How many blocks the finalized block lags the head unless said otherwise. */
    public static final int USUAL_FINALITY_BLOCKS = 3;

    /** Simulated milliseconds of one step. */
    public static final int STEP_MILLIS = 50;

    /** Refuses values that make no market. */
    public VenueParameters {
        check(speed, blockMillis, markets, finalityBlocks);
    }

    /** With the usual finality. */
    public VenueParameters(long seed, double speed, int blockMillis, int markets) {
        this(seed, speed, blockMillis, markets, USUAL_FINALITY_BLOCKS);
    }

    /** Refuses values that make no market. */
    public static void check(double speed, int blockMillis, int markets, int finalityBlocks) {
        if (!(speed > 0) || speed > 1_000) {
            throw new IllegalArgumentException("speed must be above 0 and at most 1000, is " + speed);
        }
        if (blockMillis < STEP_MILLIS || blockMillis % STEP_MILLIS != 0) {
            throw new IllegalArgumentException(
                    "block-millis must be a multiple of " + STEP_MILLIS + " and not 0, is " + blockMillis);
        }
        if (markets < 1 || markets > 200) {
            throw new IllegalArgumentException("markets must be in 1..200, is " + markets);
        }
        if (finalityBlocks < 1 || finalityBlocks > 128) {
            throw new IllegalArgumentException("finality-blocks must be in 1..128, is " + finalityBlocks);
        }
    }
}
