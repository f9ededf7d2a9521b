package io.slipstream.core.venue;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * When the venue's matching engine restarts. Each restart takes some seconds, and post-only orders alone are taken for a while
 * after it. Established (protocol reference 3.5): weekly on Tuesday at 7:00 AM Eastern, about 90 seconds; that there is a
 * post-only mode. From the venue's page on restarts only: that it follows every restart, for two minutes. Other
 * restarts are announced about two days ahead, and are given here as moments.
 *
 * @param weekly those that come every week
 * @param announced when others begin, epoch nanoseconds, in any order
 * @param restartNanos how long each takes, at most a day
 * @param postOnlyNanos how long only post-only orders are taken after each, at most a day; zero for not at all
 */
public record EngineSchedule(List<WeeklyRestart> weekly, List<Long> announced, long restartNanos, long postOnlyNanos) {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 24 * 3_600 * SECOND;

    /** No restarts at all. */
    public static final EngineSchedule NONE = new EngineSchedule(List.of(), List.of(), 0, 0);

    /** As the venue publishes it. */
    public static final EngineSchedule PUBLISHED = new EngineSchedule(
            List.of(new WeeklyRestart(DayOfWeek.TUESDAY, LocalTime.of(7, 0), ZoneId.of("America/New_York"))),
            List.of(),
            90 * SECOND,
            120 * SECOND);

    /** Checks the ranges and takes copies. */
    public EngineSchedule {
        if (restartNanos < 0 || restartNanos > DAY || postOnlyNanos < 0 || postOnlyNanos > DAY) {
            throw new IllegalArgumentException("a restart and what follows it take from nothing to a day each");
        }
        weekly = List.copyOf(weekly);
        announced = List.copyOf(announced);
    }

    /** The same schedule with one more restart. */
    public EngineSchedule announcing(long startNanos) {
        List<Long> more = new ArrayList<>(announced);
        more.add(startNanos);
        return new EngineSchedule(weekly, more, restartNanos, postOnlyNanos);
    }

    /** What the engine does at a moment, epoch nanoseconds; a phase has its first nanosecond and not its last. */
    public EngineState stateAt(long epochNanos) {
        long since = sinceLatestStart(epochNanos);
        if (since < restartNanos) {
            return EngineState.RESTARTING;
        }
        return since - restartNanos < postOnlyNanos ? EngineState.POST_ONLY : EngineState.RUNNING;
    }

    /**
     * How long the engine stays restarting or post-only from this moment, in nanoseconds, unless another restart begins
     * meanwhile; zero while it is running.
     */
    public long remainingNanos(long epochNanos) {
        long since = sinceLatestStart(epochNanos);
        return since < restartNanos ? restartNanos - since : Math.max(0, restartNanos + postOnlyNanos - since);
    }

    /** Since the latest of all: as they take equally long, an earlier one is over before it. */
    private long sinceLatestStart(long epochNanos) {
        long since = Long.MAX_VALUE;
        for (WeeklyRestart restart : weekly) {
            since = Math.min(since, epochNanos - restart.latestStart(epochNanos));
        }
        for (long start : announced) {
            if (start <= epochNanos) {
                since = Math.min(since, epochNanos - start);
            }
        }
        return since;
    }
}
