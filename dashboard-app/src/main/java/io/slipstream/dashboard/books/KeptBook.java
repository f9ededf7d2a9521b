package io.slipstream.dashboard.books;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a token's book is kept. What was counted began with the worker, or with the book where that came later.
 *
 * @param tokenId the outcome token
 * @param title the market's question; none while the market is not known
 * @param outcome the outcome's name
 * @param freshness how far its quote could be relied upon
 * @param epoch how often a snapshot made it trusted anew
 * @param checks how often it was held against something
 * @param topMismatches tops that were not what the venue stated
 * @param crossed how often its best bid was not below its best ask
 * @param mirrorBreaks how often it was not the mirror of the market's other outcome
 * @param divergences snapshots that differed from it
 * @param failovers how often another line took over
 * @param measuredAt when the worker last had anything new to say about it
 */
public record KeptBook(
        String tokenId,
        @Nullable String title,
        @Nullable String outcome,
        BookFreshness freshness,
        int epoch,
        long checks,
        long topMismatches,
        long crossed,
        long mirrorBreaks,
        long divergences,
        long failovers,
        Instant measuredAt) {

    /** The share of checks that found nothing wrong, in per cent; none where nothing was checked. */
    public @Nullable BigDecimal scorePercent() {
        return Score.percent(checks, topMismatches + crossed + mirrorBreaks + divergences);
    }
}
