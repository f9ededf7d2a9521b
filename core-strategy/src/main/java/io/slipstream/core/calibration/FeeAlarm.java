package io.slipstream.core.calibration;

import io.slipstream.core.market.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * Fees on chain are not what the venue's registry says they are, again and again. It shows one order as an example, that which
 * made it certain.
 *
 * @param scope of one market, or of all with one fee curve
 * @param key the market's condition, or the curve as {@code rate^exponent} with the rate in millionths
 * @param instrument what the example traded
 * @param expectedMicros the fee by the market's curve, in micro-dollars
 * @param raisedAtNanos epoch nanoseconds
 * @param endedAtNanos epoch nanoseconds, null while it lasts
 */
public record FeeAlarm(
        Scope scope,
        String key,
        Instrument instrument,
        ObservedTaker example,
        long expectedMicros,
        long raisedAtNanos,
        @Nullable Long endedAtNanos) {

    /** What the alarm is about. */
    public enum Scope {
        /** One market. */
        MARKET,
        /** All markets of one fee curve, several of which differ. */
        CURVE
    }

    FeeAlarm ended(long nowNanos) {
        return new FeeAlarm(scope, key, instrument, example, expectedMicros, raisedAtNanos, nowNanos);
    }
}
