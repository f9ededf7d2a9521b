package io.slipstream.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How often a program that died is started again: five times within ten minutes, after ever longer pauses. */
final class Restarts {

    private static final int MOST = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final Duration firstPause;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    Restarts(Duration firstPause) {
        this.firstPause = firstPause;
    }

    /** It died: the pause before it is started again, empty if it dies too often. */
    Optional<Duration> died(Instant at) {
        while (!deaths.isEmpty() && Duration.between(deaths.peek(), at).compareTo(WITHIN) > 0) {
            deaths.poll();
        }
        if (deaths.size() == MOST) {
            return Optional.empty();
        }
        deaths.add(at);
        return Optional.of(firstPause.multipliedBy(1L << (deaths.size() - 1)));
    }
}
