package io.slipstream.core.execution;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How long a message takes, drawn anew for each. */
public sealed interface Latency {

    /** The next one, nanoseconds. */
    long nextNanos();

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
    }

    /** Another one, and always so much more. */
    record Longer(Latency than, long byNanos) implements Latency {

        /** Checks the range. */
        public Longer {
            if (byNanos < 0) {
                throw new IllegalArgumentException("a latency gets longer by something, not by " + byNanos);
            }
        }

        @Override
        public long nextNanos() {
            return than.nextNanos() + byNanos;
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
        public long nextNanos() {
            int at = random.nextInt(sorted.length);
            long low = sorted[at];
            long high = at + 1 < sorted.length ? sorted[at + 1] : low;
            return high == low ? low : low + random.nextLong(high - low);
        }
    }
}
