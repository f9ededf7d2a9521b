package io.slipstream.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long guessing has to wait. */
@Timeout(10)
class LoginThrottleTest {

    private static final String GUESSER = "10.0.0.1";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void givesFiveAttemptsFreeAndThenDoublesTheWait() {
        exhaust();
        for (long seconds : new long[] {30, 60, 120, 240, 480, 900, 900, 900}) {
            Duration wait = throttle.waitBeforeAttempt(GUESSER);
            assertThat(wait).isEqualTo(Duration.ofSeconds(seconds));
            pass(wait);
            assertThat(throttle.waitBeforeAttempt(GUESSER)).isZero();
        }
    }

    @Test
    void doesNotLengthenTheWaitOfWhoTriesInVain() {
        exhaust();
        pass(Duration.ofSeconds(20));
        assertThat(throttle.waitBeforeAttempt(GUESSER)).isEqualTo(Duration.ofSeconds(10));
        assertThat(throttle.waitBeforeAttempt(GUESSER)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void forgivesAfterSuccessAndAfterALongPause() {
        exhaust();
        throttle.succeeded(GUESSER);
        exhaust();
        pass(LoginThrottle.LONGEST_WAIT.plusSeconds(1));
        exhaust();
    }

    @Test
    void remembersABoundedNumberOfAddresses() {
        for (int i = 0; i < LoginThrottle.ADDRESSES_REMEMBERED + 500; i++) {
            throttle.waitBeforeAttempt("10.1." + i);
        }
        assertThat(throttle.addressesRemembered()).isEqualTo(LoginThrottle.ADDRESSES_REMEMBERED);
    }

    private void exhaust() {
        for (int i = 0; i < LoginThrottle.FREE_ATTEMPTS; i++) {
            assertThat(throttle.waitBeforeAttempt(GUESSER)).isZero();
        }
    }

    private void pass(Duration duration) {
        now.updateAndGet(at -> at.plus(duration));
    }
}
