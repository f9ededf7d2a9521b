package io.slipstream.core.venue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * A restart that comes every week at a time of a place's clocks. Where they skip that time, it comes as much later; where they
 * show it twice, at the first.
 *
 * @param time as the clocks of the zone show it
 */
public record WeeklyRestart(DayOfWeek day, LocalTime time, ZoneId zone) {

    private static final long SECOND = 1_000_000_000L;

    /** When it last began, at this moment at the latest; epoch nanoseconds. */
    long latestStart(long epochNanos) {
        LocalDate date = Instant.ofEpochSecond(Math.floorDiv(epochNanos, SECOND), Math.floorMod(epochNanos, SECOND))
                .atZone(zone)
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(day));
        long start = startOn(date);
        return start <= epochNanos ? start : startOn(date.minusWeeks(1));
    }

    private long startOn(LocalDate date) {
        Instant start = date.atTime(time).atZone(zone).toInstant();
        return Math.addExact(Math.multiplyExact(start.getEpochSecond(), SECOND), start.getNano());
    }
}
