package io.slipstream.core.book;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.market.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quote age: feed liveness and event age together. */
class FreshnessTest {

    private static final long MILLIS = 1_000_000L;

    private final LiveBooks books = new LiveBooks(120 * SECOND, new QuoteAges(2 * SECOND, 5 * SECOND), (_, _) -> {});

    @Test
    void isUntrustedWithoutABook() {
        assertThat(books.freshness(YES, NOON)).isEqualTo(Freshness.UNTRUSTED);
        carry(LINE);
        books.apply(LINE, change(NOON, 0), NOON);
        assertThat(books.freshness(YES, NOON)).isEqualTo(Freshness.UNTRUSTED);
    }

    @Test
    void agesWithTheSilenceOfItsLine() {
        carry(LINE);
        books.apply(LINE, snapshot(NOON), NOON);
        assertThat(books.freshness(YES, NOON + 2 * SECOND)).isEqualTo(Freshness.FRESH);
        assertThat(books.freshness(YES, NOON + 2 * SECOND + 1)).isEqualTo(Freshness.SOFT_STALE);
        assertThat(books.freshness(YES, NOON + 5 * SECOND)).isEqualTo(Freshness.SOFT_STALE);
        assertThat(books.freshness(YES, NOON + 5 * SECOND + 1)).isEqualTo(Freshness.HARD_STALE);
    }

    /** Trap: the age of a book halts quiet markets. A quiet one is not stale: the line would have told of a change. */
    @Test
    void staysFreshInAQuietMarketOnALivelyLine() {
        carry(LINE);
        books.apply(LINE, snapshot(NOON), NOON);
        for (int second = 1; second <= 3_600; second++) {
            books.apply(LINE, new BookUpdate.Heard(), NOON + second * SECOND);
        }
        assertThat(books.freshness(YES, NOON + 3_601 * SECOND)).isEqualTo(Freshness.FRESH);
    }

    @Test
    void doesNotTakeAnotherLinesLifeForItsOwn() {
        carry(LINE);
        books.apply(LINE, snapshot(NOON), NOON);
        books.apply(LINE + 1, new BookUpdate.Heard(), NOON + 6 * SECOND);
        assertThat(books.freshness(YES, NOON + 6 * SECOND)).isEqualTo(Freshness.HARD_STALE);
    }

    /** A line that talks all the time and is six seconds behind is not alive. */
    @Test
    void isStaleWhenWhatArrivesIsOldAlready() {
        carry(LINE);
        books.apply(LINE, snapshot(NOON), NOON);
        long later = NOON + 10 * SECOND;
        books.apply(LINE, change(later - 6 * SECOND, 1), later);
        assertThat(books.freshness(YES, later)).isEqualTo(Freshness.HARD_STALE);
        books.apply(LINE, change(later, 2), later);
        assertThat(books.freshness(YES, later)).isEqualTo(Freshness.FRESH);
    }

    @Test
    void isRenewedByASnapshotThatWasAskedForWhileTheLineIsSilent() {
        carry(LINE);
        books.apply(LINE, snapshot(NOON), NOON);
        long later = NOON + 6 * SECOND;
        books.apply(LiveBooks.ASKED, snapshot(NOON).asked(later - SECOND), later);
        assertThat(books.freshness(YES, later)).isEqualTo(Freshness.FRESH);
        // its age counts from the question, since the answer may be as old as that
        assertThat(books.freshness(YES, later + SECOND + 1)).isEqualTo(Freshness.SOFT_STALE);
    }

    /** Mode rest: no line is alive between two answers. */
    @Test
    void agesBetweenTwoAnswersWhereBooksArePolled() {
        carry(LiveBooks.ASKED);
        books.apply(LiveBooks.ASKED, snapshot(NOON).asked(NOON), NOON);
        books.apply(LiveBooks.ASKED, new BookUpdate.Heard(), NOON + 3 * SECOND);
        assertThat(books.freshness(YES, NOON + 3 * SECOND)).isEqualTo(Freshness.SOFT_STALE);
    }

    @Test
    void doesNotTakeTheSubscriptionForASignOfLife() {
        carry(LINE);
        books.apply(LINE, snapshot(NOON), NOON);
        books.apply(LINE, new BookUpdate.Carried(List.of()), NOON + 6 * SECOND);
        assertThat(books.freshness(YES, NOON + 6 * SECOND)).isEqualTo(Freshness.HARD_STALE);
    }

    @Test
    void refusesAgesThatContradictEachOther() {
        assertThatThrownBy(() -> new QuoteAges(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QuoteAges(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private void carry(int line) {
        books.apply(line, new BookUpdate.Carried(List.of(YES)), NOON);
    }

    private static BookUpdate.Snapshot snapshot(long atNanos) {
        return new BookUpdate.Snapshot(
                YES,
                List.of(new Level(4_800, 5)),
                List.of(new Level(5_200, 5)),
                null,
                atNanos / MILLIS,
                BookUpdate.PUSHED);
    }

    private static BookUpdate change(long atNanos, long size) {
        return new BookUpdate.Changes(
                List.of(new BookUpdate.Change(YES, Side.BUY, 4_700, size, 4_800, 5_200)), atNanos / MILLIS);
    }
}
