package io.slipstream.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBooksTest {

    private static final long NOW = 1_795_000_000_000_000_000L;
    private static final long WINDOW = 120_000_000_000L;

    private static final TokenId YES = TokenId.of("11");
    private static final TokenId NO = TokenId.of("12");

    private final List<TokenId> subscribed = new ArrayList<>();
    private final LiveBooks books = new LiveBooks(WINDOW, subscribed::add);

    @Test
    void knowsNothingBeforeASnapshot() {
        assertThat(books.apply(change(YES, Side.BUY, 4_000, 5, 4_000, 6_000, 1), NOW))
                .isEmpty();
        assertThat(books.bestBidAsk(YES)).isNull();
        books.apply(snapshot(YES, 2), NOW);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_800, 5_200));
        assertThat(books.trusted()).isEqualTo(1);
    }

    @Test
    void checksTheTopAfterTheWholeFrameOnly() {
        books.apply(snapshot(YES, 1), NOW);
        // moving the best bid takes two changes; in between the top is another
        List<TokenId> lost = books.apply(
                new BookUpdate.Changes(
                        List.of(
                                new BookUpdate.Change(YES, Side.BUY, 4_800, 0, 4_900, 5_200),
                                new BookUpdate.Change(YES, Side.BUY, 4_900, 7, 4_900, 5_200)),
                        2),
                NOW);
        assertThat(lost).isEmpty();
        assertThat(books.mismatches()).isZero();
        assertThat(books.checkedTops()).isEqualTo(2);
    }

    @Test
    void distrustsABookWhoseTopIsNotWhatTheVenueSays() {
        books.apply(snapshot(YES, 1), NOW);
        assertThat(books.apply(change(YES, Side.BUY, 4_700, 5, 4_900, 5_200, 2), NOW))
                .containsExactly(YES);
        assertThat(books.book(YES)).isNull();
        assertThat(books.mismatches()).isEqualTo(1);
        books.apply(snapshot(YES, 3), NOW);
        assertThat(books.book(YES)).isNotNull();
    }

    @Test
    void isNotRolledBackByASnapshotThatIsOlderThanTheDeltas() {
        books.apply(snapshot(YES, 10), NOW);
        books.apply(change(YES, Side.BUY, 4_900, 5, 4_900, 5_200, 20), NOW);
        books.apply(snapshot(YES, 15), NOW);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_900, 5_200));
    }

    @Test
    void leavesOutDeltasThatASnapshotHoldsAlready() {
        books.apply(snapshot(YES, 10), NOW);
        books.apply(change(YES, Side.BUY, 4_900, 5, 4_900, 5_200, 9), NOW);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_800, 5_200));
        assertThat(books.mismatches()).isZero();
    }

    @Test
    void asksAgainForASnapshotThatIsOlderThanADeltaItMissed() {
        books.apply(snapshot(YES, 10), NOW);
        books.apply(new BookUpdate.Interrupted(List.of(YES), "cut"), NOW);
        books.apply(change(YES, Side.BUY, 4_900, 5, 4_900, 5_200, 20), NOW);
        assertThat(books.apply(snapshot(YES, 15), NOW)).containsExactly(YES);
        assertThat(books.book(YES)).isNull();
        assertThat(books.apply(snapshot(YES, 20), NOW)).isEmpty();
        assertThat(books.book(YES)).isNotNull();
    }

    @Test
    void givesUpATokenThatEnded() {
        books.apply(snapshot(YES, 1), NOW);
        books.forget(YES);
        assertThat(books.book(YES)).isNull();
        assertThat(books.trusted()).isZero();
    }

    @Test
    void hasNoBookAfterAnInterruptionOrANewTick() {
        books.apply(snapshot(YES, 1), NOW);
        books.apply(snapshot(NO, 1), NOW);
        assertThat(books.apply(new BookUpdate.Interrupted(List.of(YES, TokenId.of("99")), "cut"), NOW))
                .containsExactly(YES);
        assertThat(books.apply(new BookUpdate.TickChanged(NO, new Tick(10), 2), NOW))
                .containsExactly(NO);
        assertThat(books.bestBidAsk(YES)).isNull();
        assertThat(books.bestBidAsk(NO)).isNull();
        assertThat(books.trusted()).isZero();
    }

    @Test
    void asksForATokenOnce() {
        books.subscribe(YES);
        books.subscribe(YES);
        assertThat(subscribed).containsExactly(YES);
    }

    private static BookUpdate snapshot(TokenId token, long millis) {
        return new BookUpdate.Snapshot(
                token,
                List.of(new Level(4_700, 3), new Level(4_800, 5)),
                List.of(new Level(5_300, 3), new Level(5_200, 5)),
                null,
                millis);
    }

    private static BookUpdate change(
            TokenId token, Side side, int price, long size, int bestBid, int bestAsk, long millis) {
        return new BookUpdate.Changes(
                List.of(new BookUpdate.Change(token, side, price, size, bestBid, bestAsk)), millis);
    }
}
