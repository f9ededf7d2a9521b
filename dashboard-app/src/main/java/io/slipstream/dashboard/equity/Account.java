package io.slipstream.dashboard.equity;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest equity point, and what today started from. All amounts in US dollars.
 *
 * @param at when the worker valued the account
 * @param equityUsdc cash and marked positions together
 * @param cashUsdc what is not in positions
 * @param positionsUsdc the marked positions
 * @param realizedUsdc result of what was sold or settled, since the beginning
 * @param unrealizedUsdc result of what is still held, at its marks
 * @param feesUsdc fees paid, since the beginning
 * @param unmarked positions that had no mark and so are not in the figures
 * @param dayStartAt the first point of the present UTC day, if there is one
 * @param dayStartEquityUsdc equity at that point
 */
public record Account(
        Instant at,
        BigDecimal equityUsdc,
        BigDecimal cashUsdc,
        BigDecimal positionsUsdc,
        BigDecimal realizedUsdc,
        BigDecimal unrealizedUsdc,
        BigDecimal feesUsdc,
        int unmarked,
        @Nullable Instant dayStartAt,
        @Nullable BigDecimal dayStartEquityUsdc) {

    /** Equity now minus equity at the first point of the UTC day; none before the day has a point. */
    public @Nullable BigDecimal todayUsdc() {
        return dayStartEquityUsdc == null ? null : equityUsdc.subtract(dayStartEquityUsdc);
    }
}
