package io.slipstream.dashboard.calibration;

import io.slipstream.dashboard.mode.TradingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows, from one snapshot of the database.
 *
 * @param mode whether real money moves
 * @param total the latest, none before anything was measured
 * @param classes kinds of orders of the same time, those with the most orders first
 * @param openAlarms how many alarms of fees last
 * @param alarms some of all: those that last first, then the latest
 * @param readAt when this was read
 */
public record CalibrationAccount(
        TradingMode mode,
        @Nullable CalibrationTotal total,
        List<MeasuredClass> classes,
        long openAlarms,
        List<RaisedFeeAlarm> alarms,
        Instant readAt) {

    /** The worker writes every ten seconds. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** Whether what is shown is not of the present. */
    public boolean old() {
        return total != null && total.measuredAt().isBefore(readAt.minus(LONGEST_SILENCE));
    }

    /** Orders whose price was predicted. */
    public long priced() {
        return classes.stream().mapToLong(MeasuredClass::priceMeasured).sum();
    }

    /** Orders that got the very price that was predicted. */
    public long exact() {
        return classes.stream().mapToLong(MeasuredClass::priceExact).sum();
    }
}
