package io.slipstream.worker.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pauses between tries and who may take long ones, in virtual time. */
class WaitingTest {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private long now;
    private final Deliveries deliveries = new Deliveries(FRESH, () -> now);
    private final Deliveries.Source own = deliveries.source();
    private final Deliveries.Source other = deliveries.source();
    private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30), new Random(7));
    private final Waiting waiting = new Waiting(own::othersDeliver, () -> now);

    @Test
    void pausesGrowAndAreNeverTheSameForEverybody() {
        for (long base = 250; base < 30_000; base *= 2) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(base / 2), Duration.ofMillis(base * 3 / 2));
        }
        assertThat(backoff.next()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(45));
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(375));
        assertThat(Backoff.alone(Duration.ofMillis(250), new Random(1)).next())
                .as("another seed")
                .isNotEqualTo(
                        Backoff.alone(Duration.ofMillis(250), new Random(2)).next());
    }

    @Test
    void whoIsAloneNeverWaitsForMoreThanASecond() {
        Backoff alone = Backoff.alone(Duration.ofMillis(250), new Random(7));
        for (int failures = 0; failures < 200; failures++) {
            assertThat(alone.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            waiting.begin(backoff.pause());
            assertThat(waited()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
        }
    }

    @Test
    void whoIsNotAloneWaitsForAsLongAsItFailedOften() {
        for (int failures = 0; failures < 10; failures++) {
            waiting.begin(backoff.pause());
            other.delivered();
            now += waiting.left().toNanos();
        }
        waiting.begin(backoff.pause());
        long begun = now;
        while (!waiting.left().isZero()) {
            now += waiting.left().toNanos();
            other.delivered();
        }
        assertThat(Duration.ofNanos(now - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aLongPauseEndsWhenTheOthersAreGone() {
        for (int failures = 0; failures < 10; failures++) {
            waiting.begin(backoff.pause());
        }
        other.delivered();
        now += waiting.left().toNanos();
        now += waiting.left().toNanos();
        assertThat(waiting.left()).as("the other one delivers").isPositive();
        other.lost();
        assertThat(waited()).as("alone from now on").isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoIsSilentForLongerThanItsDeliveriesCountDoesNotDeliver() {
        assertThat(deliveries.any()).isFalse();
        other.delivered();
        assertThat(own.othersDeliver()).isTrue();
        assertThat(other.othersDeliver()).isFalse();
        now += FRESH.toNanos() + 1;
        assertThat(own.othersDeliver()).isFalse();
        assertThat(deliveries.any()).isFalse();
    }

    @Test
    void whoBreaksOffOrLeavesOutIsNotSteady() {
        Duration steady = Duration.ofSeconds(20);
        deliver(steady);
        assertThat(deliveries.steadyFor(steady)).isTrue();
        other.leftOut();
        assertThat(deliveries.steadyFor(steady)).isFalse();
        deliver(steady);
        other.lost();
        other.delivered();
        assertThat(deliveries.steadyFor(steady)).isFalse();
        deliver(steady);
        now += FRESH.toNanos() + 1;
        other.delivered();
        assertThat(deliveries.steadyFor(steady)).as("it was silent").isFalse();
    }

    private void deliver(Duration time) {
        other.delivered();
        for (long end = now + time.toNanos();
                now < end;
                now += Duration.ofSeconds(1).toNanos()) {
            other.delivered();
        }
        other.delivered();
    }

    private Duration waited() {
        long begun = now;
        for (Duration left = waiting.left(); !left.isZero(); left = waiting.left()) {
            now += left.toNanos();
        }
        return Duration.ofNanos(now - begun);
    }
}
