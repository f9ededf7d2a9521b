package io.slipstream.sim.market;

/**
 * How a latent probability moves.
 *
 * @param diffusion standard deviation per square root of a second at one half
 * @param jumpEverySeconds mean time between jumps
 * @param jumpLow smallest jump
 * @param jumpHigh largest jump
 */
record Volatility(double diffusion, double jumpEverySeconds, double jumpLow, double jumpHigh) {}
