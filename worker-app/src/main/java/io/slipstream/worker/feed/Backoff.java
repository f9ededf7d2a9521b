package io.slipstream.worker.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between tries: doubling up to a longest, each between half and one and a half of that, so that nobody marches in step. */
public final class Backoff {

    private final long firstMillis;
    private final long longestMillis;
    private final RandomGenerator random;
    private int failures;

    /** Starts at the first pause. Not thread-safe. */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.firstMillis = first.toMillis();
        this.longestMillis = longest.toMillis();
        this.random = random;
    }

    /** The pause after one more failure. */
    public Duration next() {
        long pause = Math.min(longestMillis, firstMillis << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis(pause / 2 + random.nextLong(pause + 1));
    }

    /** It worked: the next pause is the first again. */
    public void reset() {
        failures = 0;
    }
}
