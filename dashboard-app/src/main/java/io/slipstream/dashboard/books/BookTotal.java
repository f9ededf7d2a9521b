package io.slipstream.dashboard.books;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All books that are kept, together. What was counted began with the worker, or with the book where that came later.
 *
 * @param kept how many there are
 * @param fresh those as new as it gets
 * @param softStale those a little old
 * @param hardStale those too old
 * @param untrusted those that cannot be trusted
 * @param checks how often one was held against something
 * @param topMismatches tops that were not what the venue stated
 * @param crossed books whose best bid was not below their best ask
 * @param mirrorBreaks books that were not the mirror of the market's other outcome
 * @param divergences snapshots that differed from the trusted book of the same moment
 * @param failovers how often another line took over
 * @param measuredAt when the worker last had anything new to say about one of them; none if there is none
 */
public record BookTotal(
        long kept,
        long fresh,
        long softStale,
        long hardStale,
        long untrusted,
        long checks,
        long topMismatches,
        long crossed,
        long mirrorBreaks,
        long divergences,
        long failovers,
        @Nullable Instant measuredAt) {

    /** One book in so many that cannot be traded on is too many. */
    static final int ALARMING_PART = 10;

    /** A lower score, in per cent, is too low. */
    static final BigDecimal LEAST_SCORE = new BigDecimal("99.9");

    /** How many are as fresh as that. */
    public long of(BookFreshness freshness) {
        return switch (freshness) {
            case FRESH -> fresh;
            case SOFT_STALE -> softStale;
            case HARD_STALE -> hardStale;
            case UNTRUSTED -> untrusted;
        };
    }

    /** How many are not traded on. */
    public long unusable() {
        return hardStale + untrusted;
    }

    /** How often one was found wrong. */
    public long faults() {
        return topMismatches + crossed + mirrorBreaks + divergences;
    }

    /** The share of checks that found nothing wrong, in per cent; none where nothing was checked. */
    public @Nullable BigDecimal scorePercent() {
        return Score.percent(checks, faults());
    }

    /** Whether so many are not traded on that leaders' fills are lost by it. */
    public boolean manyUnusable() {
        return kept > 0 && unusable() * ALARMING_PART >= kept;
    }

    /** Whether they were found wrong so often that a quote is to be doubted. */
    public boolean oftenWrong() {
        BigDecimal score = scorePercent();
        return score != null && score.compareTo(LEAST_SCORE) < 0;
    }

    /** Whether there is something that must be told wherever an operator looks. */
    public boolean alarming() {
        return manyUnusable() || oftenWrong();
    }
}
