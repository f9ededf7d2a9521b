package io.slipstream.worker.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryRaceTest {

    private long now = TimeUnit.SECONDS.toNanos(1_000);
    private final DeliveryRace race = new DeliveryRace(() -> now);
    private final NodeRecord fast = new NodeRecord("fast", NodeRecord.Transport.WS);
    private final NodeRecord slow = new NodeRecord("slow", NodeRecord.Transport.WS);
    private final NodeRecord asked = new NodeRecord("asked", NodeRecord.Transport.HTTP);

    @Test
    void letsTheFirstWinAndTheOthersConfirm() {
        enter();
        assertThat(race.delivered(log(1), fast)).isTrue();
        now += TimeUnit.MILLISECONDS.toNanos(40);
        assertThat(race.delivered(log(1), slow)).isFalse();
        assertThat(race.delivered(log(1), slow)).isFalse();
        assertThat(race.delivered(log(1), asked)).isFalse();
        assertThat(fast.wins()).isOne();
        assertThat(slow.confirmations()).isOne();
        assertThat(slow.lagMicros(50)).isBetween(39_000L, 41_000L);
        assertThat(asked.confirmations()).isOne();
    }

    @Test
    void countsWhatANodeMissesAndDoubtsItAfterThreeInARow() {
        enter();
        for (int i = 0; i < 3; i++) {
            race.delivered(log(i), fast);
        }
        now += TimeUnit.SECONDS.toNanos(5);
        assertThat(race.judge()).as("there is time yet").isEmpty();
        now += TimeUnit.SECONDS.toNanos(6);
        assertThat(race.judge()).isEqualTo(Set.of(slow));
        assertThat(slow.misses()).isEqualTo(3);
        assertThat(fast.misses()).isZero();
        assertThat(race.judge()).as("each log is judged once").isEmpty();
    }

    @Test
    void doesNotBlameWhoWasNotThere() {
        enter();
        race.left(slow);
        race.delivered(log(1), fast);
        race.entered(slow);
        now += TimeUnit.SECONDS.toNanos(60);
        race.judge();
        assertThat(slow.misses()).isZero();
    }

    @Test
    void takesALogThatComesBackForANewOne() {
        enter();
        assertThat(race.delivered(log(1), fast)).isTrue();
        race.takenBack(log(1));
        assertThat(race.delivered(log(1), slow)).isTrue();
        race.orphaned(Set.of("0xb"));
        assertThat(race.delivered(log(1), fast)).isTrue();
    }

    private void enter() {
        race.entered(fast);
        race.entered(slow);
        now += TimeUnit.SECONDS.toNanos(20);
    }

    private static RawLog log(int index) {
        return new RawLog("0xe", List.of(), "0x", "0x1", "0xb", "0xt", "0x" + index, null, false, "{}");
    }
}
