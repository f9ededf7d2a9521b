package io.slipstream.worker.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between tries: doubling up to a longest, each between half and one and a half of that, so that nobody marches in step. */
public final class Backoff {

    /** The longest pause of somebody on whom alone everything depends: what is back is found soon. */
    public static final Duration LONGEST_ALONE = Duration.ofMillis(600);

    /** One and a half of it is the longest pause. */
    private static final Duration LONGEST_BASE_ALONE =
            LONGEST_ALONE.multipliedBy(2).dividedBy(3);

    private final long firstMillis;
    private final long longestMillis;
    private final RandomGenerator random;
    private int failures;

    /** Starts at the first pause. Thread-safe. */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.firstMillis = first.toMillis();
        this.longestMillis = longest.toMillis();
        this.random = random;
    }

    /**
     * A pause.
     *
     * @param full while others do the same work
     * @param alone while nobody else does; {@link #LONGEST_ALONE} at most, and never above the full one
     */
    public record Pause(Duration full, Duration alone) {}

    /** Pauses of somebody whose work nobody else does: none is above {@link #LONGEST_ALONE}. */
    public static Backoff alone(Duration first, RandomGenerator random) {
        return new Backoff(first, LONGEST_BASE_ALONE, random);
    }

    /** The pause after one more failure. */
    public Duration next() {
        return pause().full();
    }

    /** The pause after one more failure, for who may be alone or not. */
    public synchronized Pause pause() {
        long base = Math.min(longestMillis, firstMillis << Math.min(failures, 20));
        failures++;
        Duration full = jittered(base);
        Duration alone = jittered(Math.min(base, LONGEST_BASE_ALONE.toMillis()));
        return new Pause(full, alone.compareTo(full) < 0 ? alone : full);
    }

    /** It worked: the next pause is the first again. */
    public synchronized void reset() {
        failures = 0;
    }

    private Duration jittered(long millis) {
        return Duration.ofMillis(millis / 2 + random.nextLong(millis + 1));
    }
}
