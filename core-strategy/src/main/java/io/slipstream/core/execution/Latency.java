package io.slipstream.core.execution;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** How long messages take, as plain values. */
public sealed interface Latency {

    /** Begins to draw, nanoseconds each; every beginning draws the same. */
    LongSupplier draws();

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
        public LongSupplier draws() {
            return () -> nanos;
        }

        @Override
        public long mostNanos() {
            return nanos;
        }
    }

    /**
     * Another one, and always so much more.
     *
     * @param byNanos not negative
     */
    record Longer(Latency than, long byNanos) implements Latency {

        /** Checks the range. */
        public Longer {
            if (byNanos < 0) {
                throw new IllegalArgumentException("a latency gets longer by something, not by " + byNanos);
            }
        }

        @Override
        public LongSupplier draws() {
            LongSupplier draws = than.draws();
            return () -> draws.getAsLong() + byNanos;
        }

        @Override
        public long mostNanos() {
            return than.mostNanos() + byNanos;
        }
    }

    /**
     * Drawn from what was measured, between two neighbors evenly.
     *
     * @param samplesNanos at least one, none negative
     * @param seed of what is drawn
     */
    record Empirical(List<Long> samplesNanos, long seed) implements Latency {

        /** Checks the samples and takes a sorted copy. */
        public Empirical {
            if (samplesNanos.isEmpty() || Collections.min(samplesNanos) < 0) {
                throw new IllegalArgumentException("a latency is drawn from one or more samples that are not negative");
            }
            samplesNanos = samplesNanos.stream().sorted().toList();
        }

        @Override
        public LongSupplier draws() {
            long[] sorted = samplesNanos.stream().mapToLong(Long::longValue).toArray();
            SplittableRandom random = new SplittableRandom(seed);
            return () -> {
                int at = random.nextInt(sorted.length);
                long low = sorted[at];
                long high = at + 1 < sorted.length ? sorted[at + 1] : low;
                return high == low ? low : low + random.nextLong(high - low);
            };
        }

        @Override
        public long mostNanos() {
            return samplesNanos.getLast();
        }
    }
}
