package io.slipstream.core.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocol reference 3.5. {@code -Dvenue.seed=} repeats a run. */
class EngineScheduleTest {

    private static final long SEED = Long.getLong("venue.seed", 20_261_122);
    private static final long SECOND = 1_000_000_000L;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final Random random = new Random(SEED);

    /** Summer time: 11:00 UTC; from 2026-11-01 on it is 12:00. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-27T10:59:59.999999999Z,RUNNING",
        "2026-10-27T11:00:00Z,RESTARTING",
        "2026-10-27T11:01:29.999999999Z,RESTARTING",
        "2026-10-27T11:01:30Z,POST_ONLY",
        "2026-10-27T11:03:29.999999999Z,POST_ONLY",
        "2026-10-27T11:03:30Z,RUNNING",
        "2026-10-26T11:00:30Z,RUNNING",
        "2026-11-03T11:00:30Z,RUNNING",
        "2026-11-03T12:00:30Z,RESTARTING",
        "2026-03-03T12:00:30Z,RESTARTING",
        "2026-03-10T12:00:30Z,RUNNING",
        "2026-03-10T11:00:30Z,RESTARTING",
        "1969-12-30T12:00:30Z,RESTARTING"
    })
    void restartsOnTuesdaysAtSevenInNewYork(Instant at, EngineState state) {
        assertThat(EngineSchedule.PUBLISHED.stateAt(nanos(at))).isEqualTo(state);
    }

    @Test
    void tellsHowLongItWillBe() {
        long start = nanos(Instant.parse("2026-10-27T11:00:00Z"));
        assertThat(EngineSchedule.PUBLISHED.remainingNanos(start - 1)).isZero();
        assertThat(EngineSchedule.PUBLISHED.remainingNanos(start)).isEqualTo(90 * SECOND);
        assertThat(EngineSchedule.PUBLISHED.remainingNanos(start + 89 * SECOND)).isEqualTo(SECOND);
        assertThat(EngineSchedule.PUBLISHED.remainingNanos(start + 90 * SECOND)).isEqualTo(120 * SECOND);
        assertThat(EngineSchedule.PUBLISHED.remainingNanos(start + 210 * SECOND - 1))
                .isEqualTo(1);
        assertThat(EngineSchedule.PUBLISHED.remainingNanos(start + 210 * SECOND))
                .isZero();
    }

    /** Moments within two weeks of each clock change of twenty years, against what New York's clocks show. */
    @Test
    void followsTheClocksAroundBothChanges() {
        for (int i = 0; i < 100_000; i++) {
            int year = 2020 + random.nextInt(20);
            LocalDate change = random.nextBoolean()
                    ? firstSunday(LocalDate.of(year, 3, 1)).plusWeeks(1)
                    : firstSunday(LocalDate.of(year, 11, 1));
            long at = nanos(change.atStartOfDay(NEW_YORK).toInstant())
                    + random.nextLong(-14 * 86_400L, 14 * 86_400L) * SECOND;
            if (random.nextBoolean()) {
                at = nearATuesdaysMorning(at);
            }
            assertThat(EngineSchedule.PUBLISHED.stateAt(at))
                    .as("seed %d: %s", SEED, Instant.ofEpochSecond(Math.floorDiv(at, SECOND)))
                    .isEqualTo(byTheClock(at));
        }
    }

    /** Every moment is in one phase, and the phase ends when it says. */
    @Test
    void endsEachPhaseWhenItSays() {
        EngineSchedule schedule = new EngineSchedule(
                        List.of(
                                new WeeklyRestart(DayOfWeek.TUESDAY, LocalTime.of(7, 0), NEW_YORK),
                                new WeeklyRestart(DayOfWeek.MONDAY, LocalTime.of(20, 0), NEW_YORK)),
                        List.of(),
                        90 * SECOND,
                        120 * SECOND)
                .announcing(nanos(Instant.parse("2026-10-27T11:02:30Z")));
        long from = nanos(Instant.parse("2026-10-26T00:00:00Z"));
        for (int i = 0; i < 50_000; i++) {
            long at = random.nextBoolean()
                    ? from + random.nextLong(10 * 86_400L * SECOND)
                    : nanos(Instant.parse("2026-10-27T10:59:00Z")) + random.nextLong(600 * SECOND);
            long rest = schedule.remainingNanos(at);
            String run = "seed %d: %d".formatted(SEED, at);
            if (schedule.stateAt(at) == EngineState.RUNNING) {
                assertThat(rest).as(run).isZero();
            } else {
                assertThat(rest).as(run).isPositive();
                assertThat(schedule.stateAt(at + rest)).as(run).isNotEqualTo(schedule.stateAt(at));
            }
        }
    }

    /** A second restart while the engine is hardly back begins all over again. */
    @Test
    void takesAnnouncedRestarts() {
        long start = nanos(Instant.parse("2026-10-28T15:00:00Z"));
        EngineSchedule schedule = EngineSchedule.NONE.announcing(start);
        assertThat(schedule.stateAt(start)).isEqualTo(EngineState.RUNNING);
        EngineSchedule real = EngineSchedule.PUBLISHED.announcing(start).announcing(start + 100 * SECOND);
        assertThat(real.stateAt(start - 1)).isEqualTo(EngineState.RUNNING);
        assertThat(real.stateAt(start + 95 * SECOND)).isEqualTo(EngineState.POST_ONLY);
        assertThat(real.stateAt(start + 100 * SECOND)).isEqualTo(EngineState.RESTARTING);
        assertThat(real.stateAt(start + 200 * SECOND)).isEqualTo(EngineState.POST_ONLY);
        assertThat(real.stateAt(start + 310 * SECOND)).isEqualTo(EngineState.RUNNING);
    }

    /** On the Sunday in March half past two is skipped, in November half past one comes twice. */
    @Test
    void copesWithATimeThatIsSkippedOrComesTwice() {
        EngineSchedule skipped = new EngineSchedule(
                List.of(new WeeklyRestart(DayOfWeek.SUNDAY, LocalTime.of(2, 30), NEW_YORK)), List.of(), SECOND, 0);
        assertThat(skipped.stateAt(nanos(Instant.parse("2026-03-08T07:30:00Z"))))
                .isEqualTo(EngineState.RESTARTING);
        EngineSchedule twice = new EngineSchedule(
                List.of(new WeeklyRestart(DayOfWeek.SUNDAY, LocalTime.of(1, 30), NEW_YORK)), List.of(), SECOND, 0);
        assertThat(twice.stateAt(nanos(Instant.parse("2026-11-01T05:30:00Z")))).isEqualTo(EngineState.RESTARTING);
        assertThat(twice.stateAt(nanos(Instant.parse("2026-11-01T06:30:00Z")))).isEqualTo(EngineState.RUNNING);
    }

    @Test
    void neverRestartsWithoutASchedule() {
        for (int i = 0; i < 1_000; i++) {
            long at = random.nextLong(1L << 62);
            assertThat(EngineSchedule.NONE.stateAt(at)).isEqualTo(EngineState.RUNNING);
            assertThat(EngineSchedule.NONE.remainingNanos(at)).isZero();
        }
    }

    @Test
    void refusesPhasesThatMakeNoSense() {
        assertThatThrownBy(() -> new EngineSchedule(List.of(), List.of(), -1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EngineSchedule(List.of(), List.of(), 0, 90_000 * SECOND))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EngineState byTheClock(long at) {
        ZonedDateTime local = Instant.ofEpochSecond(Math.floorDiv(at, SECOND), Math.floorMod(at, SECOND))
                .atZone(NEW_YORK);
        if (local.getDayOfWeek() != DayOfWeek.TUESDAY || local.toLocalTime().isBefore(LocalTime.of(7, 0))) {
            return EngineState.RUNNING;
        }
        Duration since = Duration.between(LocalTime.of(7, 0), local.toLocalTime());
        if (since.toSeconds() < 90) {
            return EngineState.RESTARTING;
        }
        return since.toSeconds() < 210 ? EngineState.POST_ONLY : EngineState.RUNNING;
    }

    private long nearATuesdaysMorning(long at) {
        ZonedDateTime local = Instant.ofEpochSecond(Math.floorDiv(at, SECOND)).atZone(NEW_YORK);
        int days = DayOfWeek.TUESDAY.getValue() - local.getDayOfWeek().getValue();
        ZonedDateTime seven = local.plusDays(days).with(LocalTime.of(7, 0));
        return nanos(seven.toInstant()) + random.nextLong(-7_200 * SECOND, 7_200 * SECOND) / (1 + random.nextInt(60));
    }

    private static LocalDate firstSunday(LocalDate month) {
        return month.with(TemporalAdjusters.firstInMonth(DayOfWeek.SUNDAY));
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }
}
