package io.slipstream.dashboard.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The share of checks that found nothing wrong. */
final class Score {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private Score() {}

    /**
     * Per cent to four decimals, rounded down: a hundred only if nothing was ever found wrong, which the stored score, in
     * millionths, does not tell after a million checks. None where nothing was checked.
     */
    static @Nullable BigDecimal percent(long checks, long faults) {
        if (checks == 0) {
            return null;
        }
        BigDecimal right = BigDecimal.valueOf(Math.max(0, checks - faults));
        return WHOLE.multiply(right).divide(BigDecimal.valueOf(checks), 4, RoundingMode.DOWN);
    }
}
