package io.slipstream.dashboard.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing, per address: five attempts are free, then each costs a wait that doubles. In memory, and bounded:
 * when more addresses try than are remembered, the ones that tried longest ago are forgotten.
 */
@Component
class LoginThrottle {

    static final int FREE_ATTEMPTS = 5;
    static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    static final int ADDRESSES_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Attempts> attemptsByAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > ADDRESSES_REMEMBERED;
        }
    };

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt and admits it, or says how long to wait. It is counted before its password is checked, so that
     * attempts side by side are not more than attempts one after the other.
     *
     * @return zero if the attempt may go on
     */
    synchronized Duration waitBeforeAttempt(String address) {
        Instant now = clock.instant();
        Attempts before = attemptsByAddress.getOrDefault(address, new Attempts(0, now));
        Instant free = before.lastAt().plus(before.penalty());
        if (free.isAfter(now)) {
            return Duration.between(now, free);
        }
        boolean longAgo = before.lastAt().plus(LONGEST_WAIT).isBefore(now);
        attemptsByAddress.put(address, new Attempts(longAgo ? 1 : before.count() + 1, now));
        return Duration.ZERO;
    }

    /** The password was right: what was guessed before from this address is forgiven. */
    synchronized void succeeded(String address) {
        attemptsByAddress.remove(address);
    }

    synchronized int addressesRemembered() {
        return attemptsByAddress.size();
    }

    private record Attempts(int count, Instant lastAt) {

        Duration penalty() {
            if (count < FREE_ATTEMPTS) {
                return Duration.ZERO;
            }
            // five doublings reach the longest wait; more would overflow
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE_ATTEMPTS, 5));
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        }
    }
}
