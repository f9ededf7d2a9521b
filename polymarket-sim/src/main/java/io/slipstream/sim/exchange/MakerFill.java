package io.slipstream.sim.exchange;

/**
 * One resting order's part of a match.
 *
 * @param order the resting order
 * @param sharesMicros shares that changed hands
 * @param cashMicros what its owner paid (buy) or received (sell), in micro-dollars
 * @param type how it settled against the aggressor
 */
public record MakerFill(Order order, long sharesMicros, long cashMicros, MatchType type) {}
