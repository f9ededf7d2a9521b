package io.slipstream.dashboard.books;

import io.slipstream.dashboard.feeds.FeedBoard;
import io.slipstream.dashboard.mode.TradingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that the page shows, from one snapshot of the database.
 *
 * @param mode whether real money moves
 * @param total all books together
 * @param worst those found wrong most often
 * @param feeds the worker's word about its feeds, which tells whether it runs
 * @param readAt when this was read
 */
public record BookAccount(TradingMode mode, BookTotal total, List<KeptBook> worst, FeedBoard feeds, Instant readAt) {

    /** The worker accounts for its books every ten seconds; older than this, an account needs an explanation. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    /** How far the account itself can be believed. */
    public enum State {
        /** There is no book to tell of. */
        EMPTY,
        /** It is old, and the worker does not report anything else either: it says nothing of the present. */
        SILENT,
        /** It is old although the worker reports: nothing about any book is new, or its engine stands still. */
        UNCHANGED,
        /** It is of the present. */
        CURRENT
    }

    /** How far the account itself can be believed. */
    public State state() {
        Instant measuredAt = total.measuredAt();
        if (measuredAt == null) {
            return State.EMPTY;
        }
        if (!measuredAt.isBefore(readAt.minus(LONGEST_SILENCE))) {
            return State.CURRENT;
        }
        return workerRuns() ? State.UNCHANGED : State.SILENT;
    }

    /** Whether the worker lately reported about anything. */
    public boolean workerRuns() {
        return feeds.lastReportAt().isPresent() && !feeds.workerSilent();
    }
}
