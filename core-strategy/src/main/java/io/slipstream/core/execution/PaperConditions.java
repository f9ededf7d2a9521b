package io.slipstream.core.execution;

import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.EngineSchedule;
import io.slipstream.core.venue.TradingHalt;
import java.util.List;

/**
 * What lies between a paper order and the book, and what is believed of the queue.
 *
 * @param submit from the decision to the venue's book
 * @param cancel from asking for a cancel to its being done
 * @param response from the venue's book back to us
 * @param cancelsAheadMillionths see {@link QueuePosition}; 0 to 1,000,000
 * @param explanationNanos how long a trade and the shrinking that it caused may be told apart
 * @param restarts when the venue's matching engine is away
 * @param halts when the venue as a whole takes cancels only or nothing
 * @param settlement how matches fail after they were told of
 */
public record PaperConditions(
        Latency submit,
        Latency cancel,
        Latency response,
        long cancelsAheadMillionths,
        long explanationNanos,
        EngineSchedule restarts,
        List<TradingHalt> halts,
        SettlementRisk settlement) {

    /** Half of its even share: whoever stands near the front is less likely to leave. */
    public static final long USUAL_CANCELS_AHEAD = Micros.ONE / 2;

    private static final long USUAL_EXPLANATION_NANOS = 1_000_000_000L;

    /** Checks the ranges. */
    public PaperConditions {
        if (cancelsAheadMillionths < 0 || cancelsAheadMillionths > Micros.ONE) {
            throw new IllegalArgumentException(
                    "the share of cancels ahead is between 0 and 1,000,000 millionths, is " + cancelsAheadMillionths);
        }
        if (explanationNanos <= 0) {
            throw new IllegalArgumentException("a trade needs time to be told of");
        }
        halts = List.copyOf(halts);
    }

    /** The same latency both ways, the usual beliefs, and a venue that never restarts. */
    public static PaperConditions usual(long submitNanos, long responseNanos) {
        return new PaperConditions(
                new Latency.Constant(submitNanos),
                new Latency.Constant(submitNanos),
                new Latency.Constant(responseNanos),
                USUAL_CANCELS_AHEAD,
                USUAL_EXPLANATION_NANOS,
                EngineSchedule.NONE,
                List.of(),
                SettlementRisk.NONE);
    }

    /** The same with another way to the venue. */
    public PaperConditions withSubmit(Latency other) {
        return new PaperConditions(
                other, cancel, response, cancelsAheadMillionths, explanationNanos, restarts, halts, settlement);
    }
}
