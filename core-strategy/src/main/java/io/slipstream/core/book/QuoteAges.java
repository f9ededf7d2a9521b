package io.slipstream.core.book;

/**
 * Up to which age a quote is what.
 *
 * @param freshNanos a quote this old is still {@link Freshness#FRESH}; greater than zero
 * @param softNanos a quote this old is still {@link Freshness#SOFT_STALE}; not below {@code freshNanos}
 */
public record QuoteAges(long freshNanos, long softNanos) {

    /** Checks the ranges. */
    public QuoteAges {
        if (freshNanos <= 0 || softNanos < freshNanos) {
            throw new IllegalArgumentException(
                    "quotes are fresh up to %d ns and softly stale up to %d ns: the former must be greater than zero and not above the latter"
                            .formatted(freshNanos, softNanos));
        }
    }

    Freshness of(long ageNanos) {
        if (ageNanos <= freshNanos) {
            return Freshness.FRESH;
        }
        return ageNanos <= softNanos ? Freshness.SOFT_STALE : Freshness.HARD_STALE;
    }
}
