package io.slipstream.worker.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * How far a figure of copied fills would differ had others of the same kind come: the percentile bootstrap. Fills are drawn as they
 * are, one by one; those of one leader in one market hang together, so the interval is rather too narrow than too wide.
 */
final class Bootstrap {

    private static final int RESAMPLES = 1_000;
    private static final int LOW_PERMILLE = 25;
    private static final int HIGH_PERMILLE = 975;
    private static final int ALL_PERMILLE = 1_000;

    private final long seed;

    /** The same seed gives the same intervals. */
    Bootstrap(long seed) {
        this.seed = seed;
    }

    /** From where to where 95 % of the resamples are. */
    record Interval(long low, long high) {}

    /** The interval of a figure. */
    Interval interval(List<CopyResult> results, ToLongFunction<ResultSummary> figure) {
        if (results.isEmpty()) {
            return new Interval(0, 0);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long[] figures = new long[RESAMPLES];
        List<CopyResult> drawn = new ArrayList<>(results);
        for (int i = 0; i < RESAMPLES; i++) {
            drawn.replaceAll(_ -> results.get(random.nextInt(results.size())));
            figures[i] = figure.applyAsLong(ResultSummary.of(drawn));
        }
        Arrays.sort(figures);
        return new Interval(at(figures, LOW_PERMILLE), at(figures, HIGH_PERMILLE));
    }

    private static long at(long[] sorted, int permille) {
        return sorted[Math.min(sorted.length - 1, sorted.length * permille / ALL_PERMILLE)];
    }
}
