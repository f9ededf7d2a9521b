package io.slipstream.launcher.summary;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, and whether it kept its promises. Amounts are USDC and shares, latencies milliseconds.
 *
 * @param mode demo or paper
 * @param toBlock the block up to which fills are counted
 * @param processedBlock the block up to which the worker has come
 * @param fills truth against ledger; absent where nobody knows the truth
 */
public record RunSummary(
        String mode,
        Instant startedAt,
        double ranSeconds,
        long toBlock,
        long processedBlock,
        @Nullable Fills fills,
        long detected,
        Attempts attempts,
        Executions executions,
        Equity equity,
        Percentiles detectionMillis,
        Percentiles placementMillis,
        List<LeaderRow> leaders,
        List<Promise> promises) {

    /** The comparison in figures, with the first few examples of each kind of fault. */
    public record Fills(
            int truth,
            int detected,
            int missing,
            int doubled,
            int extra,
            int different,
            List<FillFacts> missingExamples,
            List<FillFacts> extraExamples,
            List<FillFacts.Difference> differenceExamples) {

        private static final int EXAMPLES = 5;

        /** Puts a comparison into figures. */
        public static Fills of(FillComparison comparison) {
            return new Fills(
                    comparison.truth(),
                    comparison.detected(),
                    comparison.missing().size(),
                    comparison.doubled().size(),
                    comparison.extra().size(),
                    comparison.different().size(),
                    comparison.missing().stream().limit(EXAMPLES).toList(),
                    comparison.extra().stream().limit(EXAMPLES).toList(),
                    comparison.different().stream().limit(EXAMPLES).toList());
        }
    }

    /** What was decided; skipped by reason, most frequent first. */
    public record Attempts(
            long count, long traded, long skipped, Map<String, Long> skippedByReason, long fillsWithoutAttempt) {}

    /** What the copies executed. */
    public record Executions(long count, BigDecimal shares, BigDecimal notionalUsdc, BigDecimal feesUsdc) {}

    /** How equity moved. Points are those of this run. */
    public record Equity(
            long points,
            BigDecimal first,
            BigDecimal last,
            BigDecimal realized,
            BigDecimal unrealized,
            BigDecimal fees) {

        /** What the run earned. */
        public BigDecimal change() {
            return last.subtract(first);
        }
    }

    /** The middle and the slow end of a latency. */
    public record Percentiles(long count, double p50, double p99) {}

    /** One leader: what they did, and what was made of it. */
    public record LeaderRow(
            String address,
            String label,
            long truth,
            long detected,
            long traded,
            long skipped,
            long executionFills,
            BigDecimal notionalUsdc) {

        /** The same row with the number of fills that really happened. */
        public LeaderRow withTruth(long fills) {
            return new LeaderRow(address, label, fills, detected, traded, skipped, executionFills, notionalUsdc);
        }
    }

    /** Whether every promise was kept. */
    public boolean keptEveryPromise() {
        return promises.stream().allMatch(Promise::kept);
    }

    /** The promises that can be judged where the truth is known. */
    static List<Promise> judge(Fills fills, Attempts attempts, long toBlock, long processedBlock) {
        List<Promise> promises = new ArrayList<>();
        promises.add(new Promise(
                "the worker is through to block " + toBlock, processedBlock >= toBlock, Long.toString(processedBlock)));
        promises.add(new Promise("leaders traded", fills.truth() > 0, fills.truth() + " fills"));
        promises.add(Promise.none("no fill is missing", fills.missing()));
        promises.add(Promise.none("no fill is doubled", fills.doubled()));
        promises.add(Promise.none("no fill is invented", fills.extra()));
        promises.add(Promise.none("every field is what happened", fills.different()));
        promises.add(oneAttemptEach(fills.detected() + fills.doubled() + fills.extra(), attempts));
        return promises;
    }

    /** What every stored fill must have, whether or not the truth is known. */
    static Promise oneAttemptEach(long stored, Attempts attempts) {
        return new Promise(
                "every fill has exactly one attempt",
                attempts.fillsWithoutAttempt() == 0 && attempts.count() == stored,
                "%d attempts for %d fills, %d without"
                        .formatted(attempts.count(), stored, attempts.fillsWithoutAttempt()));
    }
}
