package io.slipstream.dashboard.fills;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the present UTC day.
 *
 * @param detected leader fills seen
 * @param traded fills that were copied
 * @param skipped fills that were left alone
 * @param gotShares copies that got at least one share
 */
public record Activity(long detected, long traded, long skipped, long gotShares) {

    /** Copies that got at least one share, in percent of all copies; none before the first copy. */
    public @Nullable BigDecimal fillRatePercent() {
        return traded == 0
                ? null
                : BigDecimal.valueOf(gotShares * 100).divide(BigDecimal.valueOf(traded), 1, RoundingMode.HALF_EVEN);
    }
}
