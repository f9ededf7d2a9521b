package io.slipstream.core.engine;

import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.execution.PaperConditions;

/**
 * What the engine runs under.
 *
 * @param startingCashMicros the paper account's first deposit
 * @param paper what lies between a paper order and the book
 * @param equityIntervalNanos between two equity points
 * @param sourceToleranceNanos how long the chain and the Data API may tell of a fill apart from each other; 0 if only one
 *     of them is listened to
 * @param bookWindowNanos how far back books can be asked for
 * @param quoteAges up to which age a quote is what
 * @param bookPatienceNanos how long a decision waits for a book that is not there or not fresh; 0 to decide at once
 * @param bookHealthIntervalNanos between two accounts of the books' health
 */
public record EngineConfig(
        CopyPolicy policy,
        long startingCashMicros,
        PaperConditions paper,
        long equityIntervalNanos,
        long sourceToleranceNanos,
        long bookWindowNanos,
        QuoteAges quoteAges,
        long bookPatienceNanos,
        long bookHealthIntervalNanos) {

    /** The same with another policy and other conditions for orders on paper. */
    public EngineConfig with(CopyPolicy otherPolicy, PaperConditions otherPaper) {
        return new EngineConfig(
                otherPolicy,
                startingCashMicros,
                otherPaper,
                equityIntervalNanos,
                sourceToleranceNanos,
                bookWindowNanos,
                quoteAges,
                bookPatienceNanos,
                bookHealthIntervalNanos);
    }
}
