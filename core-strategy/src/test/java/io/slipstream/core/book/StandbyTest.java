package io.slipstream.core.book;

import static io.slipstream.core.engine.Fixtures.AGELESS;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.books;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two lines tell of one token. */
class StandbyTest {

    private static final int ONE = 1;
    private static final int TWO = 2;

    private final LiveBooks books = books();

    @BeforeEach
    void bothTell() {
        for (int line : List.of(ONE, TWO)) {
            books.apply(line, new BookUpdate.Carried(List.of(YES)), NOON);
            books.apply(line, snapshot(1), NOON);
        }
    }

    @Test
    void goesOnWithoutAPauseWhenTheFirstLineIsCut() {
        change(ONE, 4_900, 7, 2);
        change(TWO, 4_900, 7, 2);
        assertThat(books.apply(ONE, new BookUpdate.Interrupted(List.of(YES), "cut"), NOON + 1))
                .isEmpty();
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_900, 5_200));
        change(TWO, 4_950, 1, 3);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_950, 5_200));
        assertThat(books.integrityOfAll().failovers()).isEqualTo(1);
        assertThat(books.integrityOfAll().epoch()).isEqualTo(1);
    }

    @Test
    void listensToOneLineAtATime() {
        change(TWO, 4_900, 7, 2);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_800, 5_200));
        change(ONE, 4_900, 7, 2);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_900, 5_200));
    }

    @Test
    void takesOverWhenTheFirstLineHasLostAFrameAndLetsItStandByInItsTurn() {
        change(ONE, 4_900, 7, 2);
        change(TWO, 4_900, 7, 2);
        change(TWO, 4_950, 7, 3); // line one never tells of this
        assertThat(books.apply(ONE, frame(4_700, 9, 4_950, 4), NOON + 1)).containsExactly(YES);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_950, 5_200));
        // the first line gets its snapshot, and is there when the second goes
        books.apply(LiveBooks.ASKED, snapshot(5).asked(NOON + SECOND), NOON + SECOND);
        assertThat(books.apply(TWO, new BookUpdate.Interrupted(List.of(YES), "cut"), NOON + SECOND))
                .isEmpty();
        assertThat(books.book(YES)).isNotNull();
    }

    @Test
    void asksForASnapshotForAStandbyThatLostAFrame() {
        assertThat(books.apply(TWO, frame(4_700, 9, 4_950, 4), NOON + 1)).containsExactly(YES);
        assertThat(books.book(YES)).isNotNull();
        assertThat(books.apply(ONE, new BookUpdate.Doubted(List.of(YES), "garbage"), NOON + 1))
                .containsExactly(YES);
        assertThat(books.book(YES)).isNull();
    }

    @Test
    void hasNoBookOnANewGridUntilASnapshotWhicheverLineTellsOfItFirst() {
        books.apply(TWO, new BookUpdate.TickChanged(YES, new Tick(10), 5), NOON + 1);
        assertThat(books.book(YES)).isNull();
        books.apply(LiveBooks.ASKED, snapshot(4).asked(NOON + SECOND), NOON + SECOND);
        assertThat(books.book(YES)).as("a snapshot of the grid before").isNull();
        books.apply(LiveBooks.ASKED, snapshot(6).asked(NOON + SECOND), NOON + SECOND);
        assertThat(books.book(YES)).isNotNull();
        // the other line tells of the same change: what it stood for is void, the book that was renewed is not
        books.apply(ONE, new BookUpdate.TickChanged(YES, new Tick(10), 5), NOON + SECOND);
        assertThat(books.book(YES)).isNotNull();
    }

    @Test
    void countsATradeOnceThoughBothLinesTellOfIt() {
        BookUpdate.Print trade = new BookUpdate.Print(YES, Side.BUY, 5_200, 3, 9);
        assertThat(books.isNews(ONE, trade, NOON)).isTrue();
        assertThat(books.isNews(TWO, trade, NOON)).isFalse();
        // an equal trade in the same millisecond is another one
        assertThat(books.isNews(TWO, trade, NOON)).isTrue();
        assertThat(books.isNews(ONE, trade, NOON)).isFalse();
        assertThat(books.isNews(3, trade, NOON))
                .as("a line that does not carry it")
                .isFalse();
    }

    @Test
    void doesNotTakeWhatWasAskedForBeforeALineCouldPush() {
        LiveBooks fresh = books();
        fresh.apply(ONE, new BookUpdate.Carried(List.of(YES)), NOON);
        // asked at once: a change between the answer and the subscription would be lost
        assertThat(fresh.apply(LiveBooks.ASKED, snapshot(1).asked(NOON + 1), NOON + 2))
                .containsExactly(YES);
        assertThat(fresh.book(YES)).isNull();
        fresh.apply(LiveBooks.ASKED, snapshot(1).asked(NOON + SECOND), NOON + SECOND);
        assertThat(fresh.book(YES)).isNotNull();
    }

    /** A server that answers PING and pushes nothing any more. */
    @Test
    void saysWhichLineIsDeaf() {
        List<Integer> deaf = new ArrayList<>();
        LiveBooks listening = new LiveBooks(0, AGELESS, new LiveBooks.Listener() {
            @Override
            public void onWanted(TokenId tokenId, long sinceNanos) {}

            @Override
            public void onDeaf(int line) {
                deaf.add(line);
            }
        });
        listening.apply(ONE, new BookUpdate.Carried(List.of(YES)), NOON);
        listening.apply(ONE, snapshot(1), NOON);
        listening.apply(ONE, new BookUpdate.Heard(), NOON + 9 * SECOND);
        long later = NOON + 10 * SECOND;
        listening.apply(LiveBooks.ASKED, snapshot(2).asked(later), later);
        assertThat(deaf).as("nothing has changed").isEmpty();
        BookUpdate.Snapshot changed =
                new BookUpdate.Snapshot(YES, List.of(new Level(4_700, 5)), List.of(), null, 3, BookUpdate.PUSHED);
        listening.apply(LiveBooks.ASKED, changed.asked(later), later);
        assertThat(deaf).containsExactly(ONE);
        listening.apply(LiveBooks.ASKED, snapshot(4).asked(later), later);
        assertThat(deaf).as("said once").containsExactly(ONE);
    }

    private void change(int line, int price, long size, long millis) {
        books.apply(line, frame(price, size, price, millis), NOON + 1);
    }

    private static BookUpdate frame(int price, long size, int bestBid, long millis) {
        return new BookUpdate.Changes(
                List.of(new BookUpdate.Change(YES, Side.BUY, price, size, bestBid, 5_200)), millis);
    }

    private static BookUpdate.Snapshot snapshot(long millis) {
        return new BookUpdate.Snapshot(
                YES, List.of(new Level(4_800, 5)), List.of(new Level(5_200, 5)), null, millis, BookUpdate.PUSHED);
    }
}
