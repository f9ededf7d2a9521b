package io.slipstream.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two clocks: one that somebody may set, and one that only counts. */
class EpochNanosTest {

    private static final long SECOND = 1_000_000_000L;

    private Instant wall = Instant.parse("2026-12-01T00:00:00Z");
    private long monotonic = -5;
    private final EpochNanos clock = new EpochNanos(() -> wall, () -> monotonic);

    @Test
    void goesWithTheWallClock() {
        long start = clock.now();
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(30));
        }
        assertThat(clock.now() - start).isEqualTo(3 * SECOND);
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void makesNothingOldWhenTheWallClockStepsForward() {
        pass(Duration.ofSeconds(1));
        long before = clock.now();
        wall = wall.plus(Duration.ofHours(1));
        pass(Duration.ofSeconds(1));
        assertThat(clock.now() - before).isBetween(SECOND, SECOND + SECOND / 20);
        assertThat(clock.offNanos()).isGreaterThan(3_599 * SECOND);
    }

    @Test
    void makesNothingAgelessWhenTheWallClockStepsBackward() {
        pass(Duration.ofSeconds(1));
        long before = clock.now();
        wall = wall.minus(Duration.ofHours(1));
        pass(Duration.ofSeconds(1));
        assertThat(clock.now() - before).isBetween(SECOND - SECOND / 20, SECOND);
    }

    @Test
    void neverRunsBackwardAndArrivesWhereTheWallClockIs() {
        wall = wall.minus(Duration.ofSeconds(2));
        long last = clock.now();
        for (int i = 0; i < 500; i++) {
            pass(Duration.ofMillis(100));
            assertThat(clock.now()).isGreaterThan(last);
            last = clock.now();
        }
        assertThat(clock.instant()).isEqualTo(wall);
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        monotonic += time.toNanos();
        clock.now();
    }
}
