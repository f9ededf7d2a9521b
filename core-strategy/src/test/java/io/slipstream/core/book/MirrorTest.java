package io.slipstream.core.book;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.books;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The venue mirrors a market's outcomes: who bids p for one offers the other at 1 - p. */
class MirrorTest {

    private final LiveBooks books = books(YES, NO);

    @BeforeEach
    void twoOutcomes() {
        books.pair(YES, NO);
        books.apply(LINE, snapshot(YES, 4_800, 5_200, 5, 1), NOON);
        books.apply(LINE, snapshot(NO, 4_800, 5_200, 5, 1), NOON);
    }

    @Test
    void trustsBothWhileTheyMirrorEachOther() {
        assertThat(books.apply(LINE, frame(4_900, 5_100), NOON)).isEmpty();
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_900, 5_200));
        assertThat(books.bestBidAsk(NO)).isEqualTo(new Quote(4_800, 5_100));
        assertThat(books.integrityOfAll().mirrorBreaks()).isZero();
    }

    @Test
    void trustsNeitherWhenAFrameMakesThemContradictEachOther() {
        assertThat(books.apply(LINE, frame(4_900, 5_150), NOON)).containsExactly(YES, NO);
        assertThat(books.book(YES)).isNull();
        assertThat(books.book(NO)).isNull();
        assertThat(books.integrityOfAll().mirrorBreaks()).isEqualTo(2);
    }

    /** What no top shows: a level deep in one of the books that the other one does not have. */
    @Test
    void comparesAllLevelsWithASnapshotOfTheSameMoment() {
        assertThat(books.apply(LINE, snapshot(YES, 4_800, 5_200, 6, 1), NOON)).containsExactly(YES, NO);
        assertThat(books.trusted()).isZero();
    }

    @Test
    void comparesNothingWithASnapshotOfAnotherMoment() {
        assertThat(books.apply(LINE, snapshot(YES, 4_700, 5_300, 6, 2), NOON)).isEmpty();
        assertThat(books.trusted()).isEqualTo(2);
    }

    @Test
    void standsAloneWhenTheOtherIsGone() {
        books.forget(NO);
        assertThat(books.apply(LINE, frame(4_900, 5_150), NOON)).isEmpty();
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_900, 5_200));
    }

    @Test
    void refusesABookWhoseBestBidIsNotBelowItsBestAsk() {
        assertThat(books.apply(LINE, snapshot(YES, 5_200, 5_200, 5, 3), NOON)).containsExactly(YES);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_800, 5_200));
        assertThat(books.integrityOfAll().crossed()).isEqualTo(1);
    }

    private static BookUpdate frame(int yesBid, int noAsk) {
        return new BookUpdate.Changes(
                List.of(
                        new BookUpdate.Change(YES, Side.BUY, yesBid, 9, yesBid, 5_200),
                        new BookUpdate.Change(NO, Side.SELL, noAsk, 9, 4_800, noAsk)),
                2);
    }

    private static BookUpdate snapshot(TokenId token, int bid, int ask, long bidSize, long millis) {
        return new BookUpdate.Snapshot(
                token, List.of(new Level(bid, bidSize)), List.of(new Level(ask, 5)), null, millis, BookUpdate.PUSHED);
    }
}
