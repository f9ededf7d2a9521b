package io.slipstream.worker.replay;

import io.slipstream.core.money.Micros;
import java.util.List;

/**
 * Copied fills together.
 *
 * @param copied how many were copied
 * @param orderedMicros micro-shares
 * @param filledMicros micro-shares
 * @param notionalMicros what was traded, micro-dollars
 */
record ResultSummary(
        long copied,
        long orderedMicros,
        long filledMicros,
        long notionalMicros,
        long slippageMicros,
        long feeMicros,
        long profitMicros) {

    private static final long BPS = 10_000;

    static ResultSummary of(List<CopyResult> results) {
        ResultSummary sum = new ResultSummary(0, 0, 0, 0, 0, 0, 0);
        for (CopyResult each : results) {
            sum = new ResultSummary(
                    sum.copied + 1,
                    sum.orderedMicros + each.orderedMicros(),
                    sum.filledMicros + each.filledMicros(),
                    sum.notionalMicros + each.notionalMicros(),
                    sum.slippageMicros + each.slippageMicros(),
                    sum.feeMicros + each.feeMicros(),
                    sum.profitMicros + each.profitMicros());
        }
        return sum;
    }

    /** Filled of what was ordered, in hundredths of a percent. */
    long fillRateBps() {
        return orderedMicros == 0 ? 0 : Micros.mulDivDown(filledMicros, BPS, orderedMicros);
    }

    /** Slippage of what was traded, in hundredths of a percent. */
    long slippageBps() {
        return notionalMicros == 0 ? 0 : Math.floorDiv(slippageMicros * BPS, notionalMicros);
    }
}
