package io.slipstream.core.execution;

import io.slipstream.core.money.Micros;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * How often matches fail on chain after we were told of them, and when that is known. What an order takes when it arrives is one
 * match and one transaction, which fails whole; as a maker each fill is one. Which ones fail follows from the seed, the order and
 * the fill alone, whatever else is traded.
 *
 * @param failureMillionths 0 to 1,000,000
 * @param delayNanos from our being told of a match to its settlement
 */
public record SettlementRisk(long failureMillionths, long delayNanos, long seed) {

    /** Every match settles as it is made. */
    public static final SettlementRisk NONE = new SettlementRisk(0, 0, 0);

    /** Checks the ranges. */
    public SettlementRisk {
        if (failureMillionths < 0 || failureMillionths > Micros.ONE || delayNanos < 0) {
            throw new IllegalArgumentException(
                    "0 to 1,000,000 millionths of all matches fail, after a delay or at once");
        }
    }

    /** What is known of a match when it is made. */
    Settlement atFirst() {
        return failureMillionths == 0 ? Settlement.CONFIRMED : Settlement.MATCHED;
    }

    /** What becomes of it. */
    Settlement of(UUID attemptId, int seq, Liquidity liquidity) {
        int match = liquidity == Liquidity.TAKER ? 0 : seq + 1;
        long order = attemptId.getMostSignificantBits() * 31 + attemptId.getLeastSignificantBits();
        SplittableRandom random = new SplittableRandom((seed * 31 + order) * 31 + match);
        return random.nextLong(Micros.ONE) < failureMillionths ? Settlement.FAILED : Settlement.CONFIRMED;
    }
}
