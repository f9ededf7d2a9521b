package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Deliveries;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When the newest blocks are read, in virtual time. */
class ScanPaceTest {

    private static final Duration INTERVAL = Duration.ofSeconds(8);
    private static final Duration UNSURE = Duration.ofMillis(700);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private long now;
    private final Deliveries pushes = new Deliveries(Duration.ofSeconds(5), () -> now);
    private final Deliveries.Source socket = pushes.source();
    private final ScanPace pace = new ScanPace(
            INTERVAL, new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15), new Random(3)), pushes, () -> now);

    @Test
    void readsAtOnceAtTheStart() {
        assertThat(pace.left()).isZero();
    }

    @Test
    void takesItsTimeWhileASocketIsSteady() {
        steady();
        pace.succeeded();
        assertThat(waited()).isEqualTo(INTERVAL);
    }

    @Test
    void readsWithinASecondWhileNobodyPushes() {
        pace.succeeded();
        assertThat(waited()).isEqualTo(UNSURE);
        steady();
        socket.lost();
        pace.succeeded();
        assertThat(waited()).isEqualTo(UNSURE);
    }

    @Test
    void readsWithinASecondUntilASocketHasDeliveredForAWhile() {
        socket.delivered();
        pace.succeeded();
        assertThat(waited()).isEqualTo(UNSURE);
        steady();
        socket.leftOut();
        pace.succeeded();
        assertThat(waited()).as("a log was not pushed").isEqualTo(UNSURE);
    }

    @Test
    void readsSoonWhenTheLastSocketIsLostInBetween() {
        steady();
        pace.succeeded();
        now += Duration.ofMillis(500).toNanos();
        socket.lost();
        assertThat(waited()).isEqualTo(UNSURE.minusMillis(500));
    }

    @Test
    void readsAtOnceWhenSomebodyAsksAlsoAfterAFailure() {
        steady();
        pace.succeeded();
        assertThat(pace.left()).isPositive();
        pace.soon();
        assertThat(pace.left()).isZero();
        for (int i = 0; i < 10; i++) {
            pace.failed();
        }
        assertThat(pace.left()).isPositive();
        pace.soon();
        assertThat(pace.left()).isZero();
    }

    @Test
    void readsWithEveryNewHeadWhilePushesAreNotToBeReliedUpon() {
        socket.delivered();
        pace.succeeded();
        pace.onHead(7);
        assertThat(pace.left()).isZero();
        pace.succeeded();
        pace.onHead(7);
        assertThat(pace.left()).as("another node told of it").isPositive();
        steady();
        pace.succeeded();
        pace.onHead(8);
        assertThat(pace.left()).isPositive();
    }

    @Test
    void triesAgainWithinASecondWhileNobodyPushes() {
        for (int i = 0; i < 20; i++) {
            assertThat(pace.failed()).isLessThanOrEqualTo(SECOND);
            assertThat(waited()).isLessThanOrEqualTo(SECOND);
        }
    }

    private void steady() {
        for (int i = 0; i <= ScanPace.STEADY.toSeconds(); i++) {
            socket.delivered();
            now += SECOND.toNanos();
        }
        socket.delivered();
    }

    /** A socket that delivers goes on delivering meanwhile. */
    private Duration waited() {
        long begun = now;
        for (Duration left = pace.left(); !left.isZero(); left = pace.left()) {
            now += left.toNanos();
            if (pushes.any()) {
                socket.delivered();
            }
        }
        return Duration.ofNanos(now - begun);
    }
}
