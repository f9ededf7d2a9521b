package io.slipstream.dashboard.penalty;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What following cost, in dollars to the millionth; positive is a loss against the leader.
 *
 * @param parts every part of it
 * @param total as it was stored, which is what the parts add up to
 */
public record Penalty(Map<Part, BigDecimal> parts, BigDecimal total) {

    /** The columns that {@link #of(ResultSet)} reads, of one copy. */
    static final String COLUMNS = """
            penalty_spread_usdc AS spread, penalty_detection_usdc AS detection, penalty_decision_usdc AS decision,
            penalty_submission_usdc AS submission, penalty_impact_usdc AS impact, penalty_fee_usdc AS fee,
            penalty_rounding_usdc AS rounding, penalty_unfilled_usdc AS unfilled, penalty_usdc AS total
            """;

    /** Nothing. */
    static final Penalty NONE = new Penalty(Map.of(), BigDecimal.ZERO);

    /** How long a bar is, in its own units. */
    private static final int BAR = 1_000;

    /** Keeps the parts as they are. */
    public Penalty {
        parts = Map.copyOf(parts);
    }

    /** Reads the columns that are named as the parts are, and the total. */
    static Penalty of(ResultSet row) throws SQLException {
        Map<Part, BigDecimal> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, row.getBigDecimal(part.column()));
        }
        return new Penalty(parts, row.getBigDecimal("total"));
    }

    /** Both together. */
    Penalty plus(Penalty other) {
        Map<Part, BigDecimal> sums = new EnumMap<>(Part.class);
        sums.putAll(parts);
        other.parts.forEach((part, usdc) -> sums.merge(part, usdc, BigDecimal::add));
        return new Penalty(sums, total.add(other.total));
    }

    /** All parts without their sign, in millionths of a dollar: what their shares are of. */
    public long moved() {
        return parts.values().stream().mapToLong(Penalty::size).sum();
    }

    /**
     * The parts as a bar has them: gains to the left of the line between, losses to its right. Their edges are rounded and
     * not their lengths, so that they fill it.
     */
    public List<Slice> slices() {
        long moved = Math.max(moved(), 1);
        long gained = 0;
        long lost = gains();
        List<Slice> slices = new ArrayList<>();
        for (Part part : Part.values()) {
            BigDecimal usdc = usdc(part);
            long from = usdc.signum() < 0 ? gained : lost;
            long to = from + size(usdc);
            int start = edge(from, moved);
            slices.add(new Slice(part, usdc, size(usdc), start, edge(to, moved) - start));
            if (usdc.signum() < 0) {
                gained = to;
            } else {
                lost = to;
            }
        }
        return slices;
    }

    /** Where gains end and losses begin on the bar. */
    public int line() {
        return edge(gains(), Math.max(moved(), 1));
    }

    /** The part that moved most, whichever way. */
    public Slice largest() {
        return slices().stream().max(Comparator.comparingLong(Slice::size)).orElseThrow();
    }

    private BigDecimal usdc(Part part) {
        return parts.getOrDefault(part, BigDecimal.ZERO);
    }

    private long gains() {
        return parts.values().stream()
                .filter(usdc -> usdc.signum() < 0)
                .mapToLong(Penalty::size)
                .sum();
    }

    private static int edge(long at, long moved) {
        return BigDecimal.valueOf(at)
                .multiply(BigDecimal.valueOf(BAR))
                .divideToIntegralValue(BigDecimal.valueOf(moved))
                .intValueExact();
    }

    private static long size(BigDecimal usdc) {
        return usdc.abs().movePointRight(6).longValueExact();
    }

    /**
     * A part on a bar.
     *
     * @param part which
     * @param usdc what it cost
     * @param size that without its sign, in millionths of a dollar
     * @param start where it begins, in thousandths of the bar
     * @param length how long it is, in thousandths of the bar
     */
    public record Slice(Part part, BigDecimal usdc, long size, int start, int length) {}
}
