package io.slipstream.core.book;

import static io.slipstream.core.engine.Fixtures.AGELESS;
import static io.slipstream.core.engine.Fixtures.LINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveBooksTest {

    private static final long NOW = 1_795_000_000_000_000_000L;
    private static final long WINDOW = 120_000_000_000L;

    private static final TokenId YES = TokenId.of("11");
    private static final TokenId NO = TokenId.of("12");

    private final List<TokenId> subscribed = new ArrayList<>();
    private final LiveBooks books = new LiveBooks(WINDOW, AGELESS, (token, _) -> subscribed.add(token));

    @BeforeEach
    void carry() {
        books.apply(LINE, new BookUpdate.Carried(List.of(YES, NO)), NOW);
    }

    @Test
    void knowsNothingBeforeASnapshot() {
        assertThat(books.apply(LINE, change(YES, Side.BUY, 4_000, 5, 4_000, 6_000, 1), NOW))
                .isEmpty();
        assertThat(books.bestBidAsk(YES)).isNull();
        books.apply(LINE, snapshot(YES, 2), NOW);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_800, 5_200));
        assertThat(books.trusted()).isEqualTo(1);
    }

    @Test
    void checksTheTopAfterTheWholeFrameOnly() {
        books.apply(LINE, snapshot(YES, 1), NOW);
        // moving the best bid takes two changes; in between the top is another
        List<TokenId> lost = books.apply(
                LINE,
                new BookUpdate.Changes(
                        List.of(
                                new BookUpdate.Change(YES, Side.BUY, 4_800, 0, 4_900, 5_200),
                                new BookUpdate.Change(YES, Side.BUY, 4_900, 7, 4_900, 5_200)),
                        2),
                NOW);
        assertThat(lost).isEmpty();
        assertThat(books.integrityOfAll().topMismatches()).isZero();
        assertThat(books.integrityOfAll().checks()).isEqualTo(2);
    }

    @Test
    void distrustsABookWhoseTopIsNotWhatTheVenueSays() {
        books.apply(LINE, snapshot(YES, 1), NOW);
        assertThat(books.apply(LINE, change(YES, Side.BUY, 4_700, 5, 4_900, 5_200, 2), NOW))
                .containsExactly(YES);
        assertThat(books.book(YES)).isNull();
        assertThat(books.integrityOfAll().topMismatches()).isEqualTo(1);
        books.apply(LINE, snapshot(YES, 3), NOW);
        assertThat(books.book(YES)).isNotNull();
    }

    @Test
    void isNotRolledBackByASnapshotThatIsOlderThanTheDeltas() {
        books.apply(LINE, snapshot(YES, 10), NOW);
        books.apply(LINE, change(YES, Side.BUY, 4_900, 5, 4_900, 5_200, 20), NOW);
        books.apply(LINE, snapshot(YES, 15), NOW);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_900, 5_200));
    }

    @Test
    void leavesOutDeltasThatASnapshotHoldsAlready() {
        books.apply(LINE, snapshot(YES, 10), NOW);
        books.apply(LINE, change(YES, Side.BUY, 4_900, 5, 4_900, 5_200, 9), NOW);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_800, 5_200));
        assertThat(books.integrityOfAll().topMismatches()).isZero();
    }

    @Test
    void asksAgainForASnapshotThatIsOlderThanADeltaItMissed() {
        books.apply(LINE, snapshot(YES, 10), NOW);
        books.apply(LINE, new BookUpdate.Doubted(List.of(YES), "cut"), NOW);
        books.apply(LINE, change(YES, Side.BUY, 4_900, 5, 4_900, 5_200, 20), NOW);
        assertThat(books.apply(LINE, snapshot(YES, 15), NOW)).containsExactly(YES);
        assertThat(books.book(YES)).isNull();
        assertThat(books.apply(LINE, snapshot(YES, 20), NOW)).isEmpty();
        assertThat(books.book(YES)).isNotNull();
    }

    @Test
    void givesUpATokenThatEnded() {
        books.apply(LINE, snapshot(YES, 1), NOW);
        books.forget(YES);
        assertThat(books.book(YES)).isNull();
        assertThat(books.trusted()).isZero();
    }

    @Test
    void hasNoBookAfterAnInterruptionOrANewTick() {
        books.apply(LINE, snapshot(YES, 1), NOW);
        books.apply(LINE, snapshot(NO, 1), NOW);
        assertThat(books.apply(LINE, new BookUpdate.Interrupted(List.of(YES, TokenId.of("99")), "cut"), NOW))
                .containsExactly(YES);
        assertThat(books.apply(LINE, new BookUpdate.TickChanged(NO, new Tick(10), 2), NOW))
                .containsExactly(NO);
        assertThat(books.bestBidAsk(YES)).isNull();
        assertThat(books.bestBidAsk(NO)).isNull();
        assertThat(books.trusted()).isZero();
    }

    @Test
    void asksForBothOutcomesOfAMarket() {
        books.subscribe(YES, NOW);
        assertThat(subscribed).containsExactly(YES);
        books.pair(YES, NO);
        books.subscribe(NO, NOW);
        assertThat(subscribed).containsExactly(YES, NO, YES);
    }

    private static BookUpdate snapshot(TokenId token, long millis) {
        return new BookUpdate.Snapshot(
                token,
                List.of(new Level(4_700, 3), new Level(4_800, 5)),
                List.of(new Level(5_300, 3), new Level(5_200, 5)),
                null,
                millis,
                BookUpdate.PUSHED);
    }

    private static BookUpdate change(
            TokenId token, Side side, int price, long size, int bestBid, int bestAsk, long millis) {
        return new BookUpdate.Changes(
                List.of(new BookUpdate.Change(token, side, price, size, bestBid, bestAsk)), millis);
    }
}
