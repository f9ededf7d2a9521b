package io.slipstream.core.calibration;

/** For how long the book had stood unchanged when an order met it. */
public enum BookAge {
    /** Less than a tenth of a second. */
    UNDER_100_MS(100_000_000L),
    /** Less than a second. */
    UNDER_1_S(1_000_000_000L),
    /** Less than ten seconds. */
    UNDER_10_S(10_000_000_000L),
    /** Ten seconds or more. */
    LONGER(Long.MAX_VALUE);

    private final long belowNanos;

    BookAge(long belowNanos) {
        this.belowNanos = belowNanos;
    }

    static BookAge of(long nanos) {
        for (BookAge age : values()) {
            if (nanos < age.belowNanos) {
                return age;
            }
        }
        return LONGER;
    }
}
