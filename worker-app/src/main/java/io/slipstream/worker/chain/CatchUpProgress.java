package io.slipstream.worker.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.persistence.DetectionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a long read has come: in the log every few seconds, in meters, and for the dashboard. Thread-safe. */
final class CatchUpProgress {

    private static final Logger log = LoggerFactory.getLogger(CatchUpProgress.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);
    private static final String NAME = "fills";

    private final InstantSource clock;
    private @Nullable Run run;

    CatchUpProgress(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        meters.gauge("slipstream.catchup.blocks.left", this, CatchUpProgress::left);
    }

    private static final class Run {
        private final Instant begun;
        private final long from;
        private int leaders;
        private long to;
        private long at;
        private Instant logged;

        Run(Instant begun, int leaders, long from, long to) {
            this.begun = begun;
            this.logged = begun;
            this.leaders = leaders;
            this.from = from;
            this.at = from - 1;
            this.to = to;
        }
    }

    synchronized void begin(int leaders, long from, long to) {
        if (run == null) {
            run = new Run(clock.instant(), leaders, from, to);
            log.info("catching up: blocks {} to {} for {} leaders", from, to, leaders);
        } else {
            run.leaders = leaders;
            run.to = to;
        }
    }

    synchronized void at(long block) {
        Instant now = clock.instant();
        if (run == null) {
            return;
        }
        run.at = block;
        if (Duration.between(run.logged, now).compareTo(LOG_INTERVAL) >= 0) {
            run.logged = now;
            double speed = speed(run, now);
            log.info(
                    "catching up: block {} of {}, {} left, {} blocks a second, about {} s to go",
                    block,
                    run.to,
                    run.to - block,
                    Math.round(speed),
                    speed > 0 ? Math.round((run.to - block) / speed) : "?");
        }
    }

    synchronized void done() {
        if (run != null) {
            Duration took = Duration.between(run.begun, clock.instant());
            log.info("caught up: blocks {} to {} in {} s", run.from, run.to, took.toSeconds());
            run = null;
        }
    }

    /** Blocks still to read. */
    synchronized long left() {
        return run == null ? 0 : run.to - run.at;
    }

    /** As the dashboard takes it, null if nothing is under way. */
    synchronized DetectionStore.@Nullable CatchUp status() {
        return run == null
                ? null
                : new DetectionStore.CatchUp(
                        NAME, run.leaders, run.from, run.at, run.to, speed(run, clock.instant()), run.begun);
    }

    private static double speed(Run run, Instant now) {
        double seconds = Duration.between(run.begun, now).toMillis() / 1_000.0;
        return seconds <= 0 ? 0 : (run.at - run.from + 1) / seconds;
    }
}
