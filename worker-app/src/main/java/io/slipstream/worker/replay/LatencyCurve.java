package io.slipstream.worker.replay;

import io.slipstream.core.chain.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What being later costs: results of the same sessions with orders that take longer, of all leaders and of each.
 *
 * @param points one for each latency, of everybody first and then leader by leader
 * @param measuredP50Nanos from a leader's block to our decision, the middle of what was measured; 0 if nothing was
 * @param measuredP99Nanos the same, of which 1 % were later
 */
record LatencyCurve(List<Point> points, long measuredP50Nanos, long measuredP99Nanos) {

    /** Stands for all leaders. */
    static final String EVERYBODY = "all";

    private static final int MEDIAN = 50;
    private static final int NEARLY_ALL = 99;
    private static final int ALL = 100;

    /**
     * A point of it.
     *
     * @param leader address, or {@link #EVERYBODY}
     * @param addedNanos how much longer each order took
     */
    record Point(
            String leader,
            long addedNanos,
            ResultSummary sum,
            Bootstrap.Interval profit,
            Bootstrap.Interval fillRate,
            Bootstrap.Interval slippage) {

        static Point of(String leader, long addedNanos, List<CopyResult> results, Bootstrap bootstrap) {
            return new Point(
                    leader,
                    addedNanos,
                    ResultSummary.of(results),
                    bootstrap.interval(results, ResultSummary::profitMicros),
                    bootstrap.interval(results, ResultSummary::fillRateBps),
                    bootstrap.interval(results, ResultSummary::slippageBps));
        }
    }

    /**
     * Puts it together.
     *
     * @param byLatency results by how much longer orders took
     * @param lateness measured, nanoseconds
     */
    static LatencyCurve of(SortedMap<Long, List<CopyResult>> byLatency, List<Long> lateness, Bootstrap bootstrap) {
        List<Point> points = new ArrayList<>();
        SortedMap<Address, SortedMap<Long, List<CopyResult>>> byLeader = new TreeMap<>();
        byLatency.forEach((added, results) -> {
            points.add(Point.of(EVERYBODY, added, results, bootstrap));
            results.forEach(result -> byLeader.computeIfAbsent(result.leader(), _ -> new TreeMap<>())
                    .computeIfAbsent(added, _ -> new ArrayList<>())
                    .add(result));
        });
        for (Map.Entry<Address, SortedMap<Long, List<CopyResult>>> leader : byLeader.entrySet()) {
            leader.getValue()
                    .forEach((added, results) ->
                            points.add(Point.of(leader.getKey().hex(), added, results, bootstrap)));
        }
        List<Long> sorted = new ArrayList<>(lateness);
        Collections.sort(sorted);
        return new LatencyCurve(points, percentile(sorted, MEDIAN), percentile(sorted, NEARLY_ALL));
    }

    /** The points of everybody. */
    List<Point> ofEverybody() {
        return points.stream().filter(point -> point.leader().equals(EVERYBODY)).toList();
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / ALL));
    }
}
