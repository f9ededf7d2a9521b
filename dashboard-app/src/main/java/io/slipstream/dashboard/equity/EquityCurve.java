package io.slipstream.dashboard.equity;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Equity over time, one point a step: the last of that step.
 *
 * @param stepSeconds the distance of the points
 * @param points oldest first
 */
public record EquityCurve(long stepSeconds, List<Point> points) {

    /**
     * One point of the curve.
     *
     * @param at when the account was valued
     * @param equityUsdc what it was worth, in US dollars
     */
    public record Point(Instant at, BigDecimal equityUsdc) {}
}
