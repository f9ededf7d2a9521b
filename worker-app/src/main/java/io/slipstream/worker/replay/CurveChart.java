package io.slipstream.worker.replay;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Draws a latency curve of all leaders: profit, fill rate and slippage above each other with their intervals as bands, our measured
 * latencies as lines. Latencies stand at equal distances, as they grow by factors.
 */
final class CurveChart {

    private static final int WIDTH = 760;
    private static final int PANEL = 180;
    private static final int GAP = 50;
    private static final int LEFT = 90;
    private static final int RIGHT = 30;
    private static final double MICROS = 1e6;
    private static final double BPS_PER_PERCENT = 100;

    private final LatencyCurve curve;
    private final List<LatencyCurve.Point> points;
    private final StringBuilder svg = new StringBuilder();

    CurveChart(LatencyCurve curve) {
        this.curve = curve;
        this.points = curve.ofEverybody();
    }

    String svg() {
        int height = 3 * (PANEL + GAP) + GAP;
        add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                height));
        add(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height));
        panel(0, "profit $", MICROS, sum -> sum.profitMicros(), LatencyCurve.Point::profit);
        panel(1, "fill rate %", BPS_PER_PERCENT, sum -> sum.fillRateBps(), LatencyCurve.Point::fillRate);
        panel(2, "slippage %", BPS_PER_PERCENT, sum -> sum.slippageBps(), LatencyCurve.Point::slippage);
        add("</svg>");
        return svg.toString();
    }

    private void panel(
            int number,
            String title,
            double unit,
            ToLongFunction<ResultSummary> figure,
            Function<LatencyCurve.Point, Bootstrap.Interval> interval) {
        int top = GAP + number * (PANEL + GAP);
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (LatencyCurve.Point point : points) {
            low = Math.min(
                    low,
                    Math.min(
                            figure.applyAsLong(point.sum()),
                            interval.apply(point).low()));
            high = Math.max(
                    high,
                    Math.max(
                            figure.applyAsLong(point.sum()),
                            interval.apply(point).high()));
        }
        Scale scale = new Scale(top, low, Math.max(high, low + 1));
        add(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>", LEFT, top - 8, title));
        add(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#999\"/>",
                LEFT,
                top,
                WIDTH - LEFT - RIGHT,
                PANEL));
        add(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.2f</text>",
                LEFT - 6,
                top + 10,
                scale.high / unit));
        add(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.2f</text>",
                LEFT - 6,
                top + PANEL,
                scale.low / unit));
        if (scale.low < 0 && scale.high > 0) {
            add(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#999\" stroke-dasharray=\"2 3\"/>",
                    LEFT,
                    WIDTH - RIGHT,
                    scale.y(0),
                    scale.y(0)));
        }
        StringBuilder band = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            band.append(at(x(i), scale.y(interval.apply(points.get(i)).high())));
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            band.append(at(x(i), scale.y(interval.apply(points.get(i)).low())));
        }
        add(String.format(Locale.ROOT, "<polygon points=\"%s\" fill=\"#3b82f6\" fill-opacity=\"0.18\"/>", band));
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            line.append(at(x(i), scale.y(figure.applyAsLong(points.get(i).sum()))));
            add(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">+%s</text>",
                    x(i),
                    top + PANEL + 16,
                    Delay.text(points.get(i).addedNanos())));
        }
        add(String.format(
                Locale.ROOT, "<polyline points=\"%s\" fill=\"none\" stroke=\"#1d4ed8\" stroke-width=\"2\"/>", line));
        measured(top, "p50", curve.measuredP50Nanos());
        measured(top, "p99", curve.measuredP99Nanos());
    }

    private void measured(int top, String name, long nanos) {
        if (nanos <= 0 || nanos > points.getLast().addedNanos()) {
            return;
        }
        int after = 0;
        while (points.get(after).addedNanos() < nanos) {
            after++;
        }
        double share = 0;
        if (after > 0) {
            long before = points.get(after - 1).addedNanos();
            share = 1 - (nanos - before) / (double) (points.get(after).addedNanos() - before);
        }
        double x = x(after) - share * (after == 0 ? 0 : x(after) - x(after - 1));
        add(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#dc2626\" stroke-dasharray=\"4 3\"/>",
                x,
                x,
                top,
                top + PANEL));
        add(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" fill=\"#dc2626\">our %s</text>", x + 3, top + 12, name));
    }

    private double x(int index) {
        double inner = WIDTH - LEFT - RIGHT - 2.0 * RIGHT;
        return LEFT + RIGHT + (points.size() == 1 ? 0 : inner * index / (points.size() - 1));
    }

    private static String at(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }

    private record Scale(int top, long low, long high) {

        double y(long value) {
            return top + PANEL - PANEL * ((value - low) / (double) (high - low));
        }
    }
}
