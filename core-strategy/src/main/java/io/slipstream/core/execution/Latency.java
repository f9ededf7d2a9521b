package io.slipstream.core.execution;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How long a message takes, drawn anew for each. */
public sealed interface Latency {

    /** The next one, nanoseconds. */
    long nextNanos();

    /** None takes longer, nanoseconds. */
    long mostNanos();

    /** Always the same. */
    record Constant(long nanos) implements Latency {

        /** Checks the range. */
        public Constant {
            if (nanos < 0) {
                throw new IllegalArgumentException("a latency must not be negative, is " + nanos);
            }
        }

        @Override
        public long nextNanos() {
            return nanos;
        }

        @Override
        public long mostNanos() {
            return nanos;
        }
    }

    /** Drawn from what was measured, between two neighbors evenly; the same seed draws the same. */
    final class Empirical implements Latency {

        private final long[] sorted;
        private final SplittableRandom random;

        /**
         * Draws from samples.
         *
         * @param samplesNanos at least one, none negative
         */
        public Empirical(long[] samplesNanos, long seed) {
            if (samplesNanos.length == 0 || Arrays.stream(samplesNanos).anyMatch(nanos -> nanos < 0)) {
                throw new IllegalArgumentException("a latency is drawn from one or more samples that are not negative");
            }
            sorted = samplesNanos.clone();
            Arrays.sort(sorted);
            random = new SplittableRandom(seed);
        }

        @Override
        public long mostNanos() {
            return sorted[sorted.length - 1];
        }

        @Override
        public long nextNanos() {
            int at = random.nextInt(sorted.length);
            long low = sorted[at];
            long high = at + 1 < sorted.length ? sorted[at + 1] : low;
            return high == low ? low : low + random.nextLong(high - low);
        }
    }
}
