package io.slipstream.launcher.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits until a part that was just started answers. */
public final class Readiness {

    private static final Duration POLL = Duration.ofMillis(200);

    private Readiness() {}

    /**
     * Asks the probe again and again until it answers. Fails when the part dies or the time is up, and returns nothing
     * when the user stopped the run meanwhile.
     */
    public static <T> Optional<T> await(Part part, Supplier<Optional<T>> probe, Duration atMost, StopSignal stop) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> answer = probe.get();
            if (answer.isPresent()) {
                return answer;
            }
            if (stop.await(POLL)) {
                return Optional.empty();
            }
            if (!part.isAlive()) {
                throw PartDied.failure(part, "ended while it started");
            }
            if (System.nanoTime() - deadline > 0) {
                throw PartDied.failure(part, "did not answer within %d s".formatted(atMost.toSeconds()));
            }
        }
    }
}
