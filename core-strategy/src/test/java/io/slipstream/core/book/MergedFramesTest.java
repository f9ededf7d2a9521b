package io.slipstream.core.book;

import static io.slipstream.core.engine.Fixtures.AGELESS;
import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames that come as one, and frames that do not come at all. */
class MergedFramesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST = SECOND / 4;

    private final LiveBooks books = new LiveBooks(120 * SECOND, AGELESS, (_, _) -> {});

    MergedFramesTest() {
        books.apply(LINE, new BookUpdate.Carried(List.of(YES)), SECOND);
        books.apply(LINE, snapshot(1_000), SECOND);
    }

    @Test
    void leadToTheLastSizesAndTheLastTop() {
        FrameMerge merge = new FrameMerge(frame(1_001, bid(4_900, 5, 4_900)), 2 * SECOND);
        merge.add(frame(1_002, bid(4_900, 0, 4_800), bid(4_700, 9, 4_800)), 2 * SECOND + 1);
        merge.add(frame(1_003, bid(4_850, 7, 4_850)), 2 * SECOND + 2);
        BookUpdate.Changes merged = merge.toChanges();
        assertThat(merged)
                .isEqualTo(new BookUpdate.Changes(
                        List.of(bid(4_900, 0, 4_850), bid(4_700, 9, 4_850), bid(4_850, 7, 4_850)),
                        1_003,
                        new BookUpdate.Merged(2 * SECOND, 1_001)));
        assertThat(books.apply(LINE, merged, merge.lastNanos())).isEmpty();
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_850, 5_200));
    }

    @Test
    void keepWhatTheLastFrameStatesOfEachToken() {
        FrameMerge merge = new FrameMerge(
                frame(1, bid(4_900, 5, 4_900), new BookUpdate.Change(NO, Side.SELL, 5_100, 5, 4_800, 5_100)), 1);
        merge.add(frame(2, bid(4_950, 5, 4_950), new BookUpdate.Change(NO, Side.SELL, 5_050, 5, 4_800, 5_050)), 2);
        assertThat(merge.toChanges().changes())
                .containsExactly(
                        bid(4_900, 5, 4_950),
                        new BookUpdate.Change(NO, Side.SELL, 5_100, 5, 4_800, 5_050),
                        bid(4_950, 5, 4_950),
                        new BookUpdate.Change(NO, Side.SELL, 5_050, 5, 4_800, 5_050));
    }

    @Test
    void areNotTakenTogetherOverAWhileOrAgainstTheVenuesTime() {
        FrameMerge merge = new FrameMerge(frame(1_001), 2 * SECOND);
        assertThat(merge.takes(frame(1_001), 2 * SECOND + LONGEST, LONGEST)).isTrue();
        assertThat(merge.takes(frame(1_001), 2 * SECOND + LONGEST + 1, LONGEST)).isFalse();
        assertThat(merge.takes(frame(1_000), 2 * SECOND, LONGEST)).isFalse();
        assertThat(merge.takes(frame(1_002), 2 * SECOND - 1, LONGEST)).isFalse();
    }

    /** The book store does not claim what it does not know: which of the frames had come by then. */
    @Test
    void leaveTheWhileBetweenThemUnknown() {
        books.apply(LINE, merged(3 * SECOND, 1_001, 1_002), 3 * SECOND + 10);
        assertThat(books.bookAt(YES, 3 * SECOND - 1, 4 * SECOND)).isInstanceOf(PastBook.Known.class);
        assertThat(books.bookAt(YES, 3 * SECOND, 4 * SECOND)).isEqualTo(new PastBook.Untrusted());
        assertThat(books.bookAt(YES, 3 * SECOND + 9, 4 * SECOND)).isEqualTo(new PastBook.Untrusted());
        assertThat(books.bookAt(YES, 3 * SECOND + 10, 4 * SECOND)).isInstanceOf(PastBook.Known.class);
    }

    /** More of such whiles than are kept: the oldest are one, with what was between them. */
    @Test
    void leaveNothingKnownThatIsNot() {
        for (int i = 0; i < MergedSpans.MOST + 10; i++) {
            books.apply(LINE, merged(2 * SECOND + i * 100L, 1_001 + i, 1_001 + i), 2 * SECOND + i * 100L + 10);
        }
        for (int i = 0; i < MergedSpans.MOST + 10; i++) {
            long since = 2 * SECOND + i * 100L;
            assertThat(books.bookAt(YES, since + 5, 4 * SECOND)).isEqualTo(new PastBook.Untrusted());
            assertThat(books.bookAt(YES, since + 50, 4 * SECOND) instanceof PastBook.Known)
                    .as("between the whiles, after number %d", i)
                    .isEqualTo(i >= 10);
        }
        assertThat(books.bookAt(YES, 2 * SECOND - 1, 4 * SECOND)).isInstanceOf(PastBook.Known.class);
    }

    /** A snapshot that is newer than some of them holds levels that they would put back. */
    @Test
    void areNotTakenIfASnapshotIsOfATimeBetweenThem() {
        books.apply(LINE, snapshot(1_010), 3 * SECOND);
        assertThat(books.apply(LINE, merged(3 * SECOND, 1_009, 1_011), 3 * SECOND + 1))
                .containsExactly(YES);
        assertThat(books.book(YES)).isNull();
    }

    @Test
    void wantASnapshotThatIsNotOlderThanWhatWasLost() {
        BookUpdate.Doubted doubted =
                new BookUpdate.Doubted(List.of(YES), "no room").losing(1_020).losing(1_015);
        assertThat(books.apply(LINE, doubted, 3 * SECOND)).containsExactly(YES);
        assertThat(books.apply(LINE, snapshot(1_019), 3 * SECOND + 1)).containsExactly(YES);
        assertThat(books.book(YES)).isNull();
        assertThat(books.apply(LINE, snapshot(1_020), 3 * SECOND + 2)).isEmpty();
        assertThat(books.book(YES)).isNotNull();
    }

    /** A standby takes over, and the line that lost something stands by: it lacks the same as before. */
    @Test
    void wantSuchASnapshotAlsoWhereAStandbyTakesOver() {
        int other = LINE + 1;
        books.apply(other, new BookUpdate.Carried(List.of(YES)), 2 * SECOND);
        books.apply(other, snapshot(1_000), 2 * SECOND);
        books.apply(LINE, new BookUpdate.Doubted(List.of(YES), "no room", 1_020L), 3 * SECOND);
        assertThat(books.book(YES)).as("the standby's").isNotNull();
        books.apply(LINE, snapshot(1_019), 3 * SECOND + 1);
        books.apply(other, new BookUpdate.Doubted(List.of(YES), "cut"), 3 * SECOND + 2);
        assertThat(books.book(YES)).as("the one that lost something").isNull();
        books.apply(LINE, snapshot(1_020), 3 * SECOND + 3);
        books.apply(other, new BookUpdate.Interrupted(List.of(YES), "gone"), 3 * SECOND + 4);
        assertThat(books.book(YES)).isNotNull();
    }

    private static BookUpdate.Changes merged(long sinceNanos, long sinceMillis, long millis) {
        return new BookUpdate.Changes(
                List.of(bid(4_700, millis, 4_800)), millis, new BookUpdate.Merged(sinceNanos, sinceMillis));
    }

    private static BookUpdate.Changes frame(long millis, BookUpdate.Change... changes) {
        return new BookUpdate.Changes(List.of(changes), millis);
    }

    private static BookUpdate.Change bid(int price, long size, int bestBid) {
        return new BookUpdate.Change(YES, Side.BUY, price, size, bestBid, 5_200);
    }

    private static BookUpdate.Snapshot snapshot(long millis) {
        return new BookUpdate.Snapshot(
                YES, List.of(new Level(4_800, 10)), List.of(new Level(5_200, 10)), null, millis, BookUpdate.PUSHED);
    }
}
