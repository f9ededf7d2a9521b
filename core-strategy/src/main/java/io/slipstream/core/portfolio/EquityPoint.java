package io.slipstream.core.portfolio;

/**
 * What the account is worth at an instant, in micro-dollars.
 *
 * @param positionsMicros open positions at the last bid, at cost where unmarked
 * @param equityMicros cash and positions
 * @param realizedMicros profit of what was sold or settled, before fees
 * @param unrealizedMicros positions less their cost
 * @param feesMicros all fees ever paid
 * @param unmarked open positions nobody has bid for since we hold them
 */
public record EquityPoint(
        long atNanos,
        long cashMicros,
        long positionsMicros,
        long equityMicros,
        long realizedMicros,
        long unrealizedMicros,
        long feesMicros,
        int unmarked) {}
