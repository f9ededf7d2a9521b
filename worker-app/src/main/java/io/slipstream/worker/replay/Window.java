package io.slipstream.worker.replay;

import io.slipstream.core.outcome.Outcome;
import io.slipstream.core.outcome.OutcomeLine;
import java.util.List;

/**
 * The moments that are looked at, epoch nanoseconds.
 *
 * @param fromNanos the first of them
 * @param untilNanos the first that is not one of them any more
 */
record Window(long fromNanos, long untilNanos) {

    private static final long NANOS_PER_MICRO = 1_000L;

    long fromMicros() {
        return Math.floorDiv(fromNanos, NANOS_PER_MICRO);
    }

    long toMicros() {
        return Math.floorDiv(untilNanos, NANOS_PER_MICRO);
    }

    /** What of these lines is in it. */
    Outcome outcome(List<OutcomeLine> lines) {
        Outcome outcome = new Outcome(fromMicros(), toMicros());
        lines.forEach(outcome::add);
        return outcome;
    }
}
