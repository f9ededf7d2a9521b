package io.slipstream.core.venue;

import java.util.List;

/**
 * A time in which the venue as a whole takes cancels only or nothing (protocol reference 3.5). It has its first nanosecond and not
 * its last.
 *
 * @param mode not {@link Circumstances.Mode#TRADING}
 * @param fromNanos epoch nanoseconds
 * @param toNanos epoch nanoseconds, after the beginning
 */
public record TradingHalt(Circumstances.Mode mode, long fromNanos, long toNanos) {

    /** Checks that it halts something. */
    public TradingHalt {
        if (mode == Circumstances.Mode.TRADING || toNanos <= fromNanos) {
            throw new IllegalArgumentException("a halt stops trading for a while");
        }
    }

    /** What the venue does at a moment; where halts overlap, the first of them counts. */
    public static Circumstances.Mode modeAt(List<TradingHalt> halts, long epochNanos) {
        for (TradingHalt halt : halts) {
            if (halt.fromNanos <= epochNanos && epochNanos < halt.toNanos) {
                return halt.mode;
            }
        }
        return Circumstances.Mode.TRADING;
    }
}
