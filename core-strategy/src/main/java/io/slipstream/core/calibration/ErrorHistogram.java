package io.slipstream.core.calibration;

import java.util.Arrays;

/** Counts errors by their magnitude: exactly up to 63, above that in steps of a thirty-second of the power of two. */
final class ErrorHistogram {

    private static final int EXACT = 64;
    private static final int STEPS = 32;
    private static final int FIRST_POWER = 6;
    private static final int LAST_POWER = 40;
    private static final long MOST = (1L << (LAST_POWER + 1)) - 1;

    private long[] counts = new long[EXACT];
    private long count;
    private long exact;
    private long sum;
    private long worst;

    void add(long error) {
        long magnitude = Math.min(Math.abs(error), MOST);
        int bucket = bucket(magnitude);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, bucket + STEPS);
        }
        counts[bucket]++;
        count++;
        exact += error == 0 ? 1 : 0;
        sum = Math.addExact(sum, Long.signum(error) * magnitude);
        worst = Math.max(worst, magnitude);
    }

    ErrorFigures figures() {
        return new ErrorFigures(count, exact, sum, quantile(50), quantile(90), quantile(99), worst);
    }

    private long quantile(int percent) {
        long rank = Math.ceilDiv(count * percent, 100);
        long seen = 0;
        for (int bucket = 0; bucket < counts.length && rank > 0; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Math.min(largestIn(bucket), worst);
            }
        }
        return 0;
    }

    private static int bucket(long magnitude) {
        if (magnitude < EXACT) {
            return (int) magnitude;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(magnitude);
        int step = (int) (magnitude >> (power - FIRST_POWER + 1)) - STEPS;
        return EXACT + (power - FIRST_POWER) * STEPS + step;
    }

    private static long largestIn(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int power = FIRST_POWER + (bucket - EXACT) / STEPS;
        int step = (bucket - EXACT) % STEPS + STEPS;
        return ((step + 1L) << (power - FIRST_POWER + 1)) - 1;
    }
}
