package io.slipstream.dashboard.calibration;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Fees that were other than the registry said, with an order as an example.
 *
 * @param scope {@code MARKET} or {@code CURVE}
 * @param key the market's condition, or the curve
 * @param raisedAt when it began
 * @param endedAt when it ended, none while it lasts
 * @param market the question of the example's market
 * @param txHash the example's transaction
 * @param shares what the example traded
 * @param expectedUsdc the fee that the registry makes of that
 * @param actualUsdc the fee that was charged
 */
public record RaisedFeeAlarm(
        String scope,
        String key,
        Instant raisedAt,
        @Nullable Instant endedAt,
        String market,
        String txHash,
        BigDecimal shares,
        BigDecimal expectedUsdc,
        BigDecimal actualUsdc) {

    /** Whether it lasts. */
    public boolean open() {
        return endedAt == null;
    }
}
