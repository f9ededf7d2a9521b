package io.slipstream.dashboard.equity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Equity over time: the first point of the range, then one point a step, the last of that step.
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

    /** The last point minus the first of the range; none for fewer than two points. */
    public @Nullable BigDecimal changeUsdc() {
        return points.size() < 2
                ? null
                : points.getLast().equityUsdc().subtract(points.getFirst().equityUsdc());
    }

    /** The change in percent of the first point; none where that was nothing. */
    public @Nullable BigDecimal changePercent() {
        BigDecimal change = changeUsdc();
        return change == null || points.getFirst().equityUsdc().signum() == 0
                ? null
                : change.movePointRight(2).divide(points.getFirst().equityUsdc(), 2, RoundingMode.HALF_EVEN);
    }
}
