package io.slipstream.worker.replay;

import io.slipstream.core.money.Micros;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A latency curve as text and as CSV. */
final class CurveTable {

    private static final double BPS_PER_PERCENT = 100.0;

    private final PrintWriter out;

    CurveTable(PrintWriter out) {
        this.out = out;
    }

    void print(LatencyCurve curve) {
        String leader = "";
        for (LatencyCurve.Point point : curve.points()) {
            if (!point.leader().equals(leader)) {
                leader = point.leader();
                out.printf("%nleader %s%n", leader);
                out.printf("%-10s %7s  %26s  %26s  %36s%n", "added", "copied", "fill rate %", "slippage %", "profit $");
            }
            out.printf(
                    Locale.ROOT,
                    "%-10s %7d  %26s  %26s  %36s%s%n",
                    "+" + Delay.text(point.addedNanos()),
                    point.sum().copied(),
                    percent(point.sum().fillRateBps(), point.fillRate()),
                    percent(point.sum().slippageBps(), point.slippage()),
                    "%s (%s to %s)"
                            .formatted(
                                    dollars(point.sum().profitMicros()),
                                    dollars(point.profit().low()),
                                    dollars(point.profit().high())),
                    mark(curve, point));
        }
        out.printf(
                "%nmeasured from a leader's block to our decision: p50 %s, p99 %s; marked where orders take at least that much longer%n",
                Delay.text(curve.measuredP50Nanos()), Delay.text(curve.measuredP99Nanos()));
        out.println("in brackets: 95 percent of 1,000 bootstrap resamples of the copied fills");
        out.flush();
    }

    /** One line for each point, beneath a line of names. */
    static List<String> csv(LatencyCurve curve) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "leader,added_ms,copied,ordered_micros,filled_micros,fill_rate_bps,fill_rate_low_bps,fill_rate_high_bps,"
                        + "slippage_bps,slippage_low_bps,slippage_high_bps,fees_micros,profit_micros,profit_low_micros,"
                        + "profit_high_micros,measured_p50_ms,measured_p99_ms");
        for (LatencyCurve.Point point : curve.points()) {
            ResultSummary sum = point.sum();
            lines.add("%s,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d"
                    .formatted(
                            point.leader(),
                            point.addedNanos() / 1_000_000,
                            sum.copied(),
                            sum.orderedMicros(),
                            sum.filledMicros(),
                            sum.fillRateBps(),
                            point.fillRate().low(),
                            point.fillRate().high(),
                            sum.slippageBps(),
                            point.slippage().low(),
                            point.slippage().high(),
                            sum.feeMicros(),
                            sum.profitMicros(),
                            point.profit().low(),
                            point.profit().high(),
                            curve.measuredP50Nanos() / 1_000_000,
                            curve.measuredP99Nanos() / 1_000_000));
        }
        return lines;
    }

    /** The first latency that is as long as what was measured. */
    private static String mark(LatencyCurve curve, LatencyCurve.Point point) {
        List<Long> added =
                curve.ofEverybody().stream().map(LatencyCurve.Point::addedNanos).toList();
        String marks = "";
        marks += isFirstFrom(added, point.addedNanos(), curve.measuredP50Nanos()) ? "  <- our p50" : "";
        marks += isFirstFrom(added, point.addedNanos(), curve.measuredP99Nanos()) ? "  <- our p99" : "";
        return marks;
    }

    private static boolean isFirstFrom(List<Long> added, long here, long measured) {
        return measured > 0 && here >= measured && added.stream().noneMatch(other -> other >= measured && other < here);
    }

    private static String percent(long bps, Bootstrap.Interval interval) {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                bps / BPS_PER_PERCENT,
                interval.low() / BPS_PER_PERCENT,
                interval.high() / BPS_PER_PERCENT);
    }

    private static String dollars(long micros) {
        return Micros.format(micros);
    }
}
