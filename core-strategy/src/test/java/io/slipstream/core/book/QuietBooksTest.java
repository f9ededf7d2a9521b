package io.slipstream.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that lives and tells nothing of some of its tokens. */
class QuietBooksTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final TokenId YES = TokenId.of("1001");
    private static final TokenId NO = TokenId.of("1002");
    private static final int LINE = 3;
    private static final int SECOND_LINE = 4;

    private final List<String> unserved = new ArrayList<>();
    private final List<TokenId> questions = new ArrayList<>();
    private final List<TokenId> wrong = new ArrayList<>();
    private final LiveBooks books =
            new LiveBooks(120 * SECOND, new QuoteAges(2 * SECOND, 5 * SECOND), new LiveBooks.Listener() {
                @Override
                public void onWanted(TokenId tokenId, long sinceNanos) {}

                @Override
                public void onUnserved(TokenId tokenId, int line, boolean move) {
                    unserved.add((move ? "move " : "renew ") + tokenId + " of " + line);
                }

                @Override
                public void onQuiet(TokenId tokenId) {
                    questions.add(tokenId);
                }
            });
    private long now = 1_000_000 * SECOND;

    @Test
    void closesABookWhoseOtherOutcomeChangedAlone() {
        begin();
        pass(1_000);
        tell(LINE, changed(NO, Side.SELL, 5_500, 7)); // YES would be bid for at 4,500
        pass(399);
        assertThat(freshness(YES)).as("its own change may be on its way").isEqualTo(Freshness.FRESH);
        pass(1);
        assertThat(wrong).containsExactly(YES);
        assertThat(freshness(YES)).isEqualTo(Freshness.UNTRUSTED);
        assertThat(freshness(NO)).isEqualTo(Freshness.FRESH);
    }

    @Test
    void doesNotMindAChangeThatComesALittleLater() {
        begin();
        pass(1_000);
        tell(LINE, changed(NO, Side.SELL, 5_500, 7));
        pass(300);
        tell(LINE, changed(YES, Side.BUY, 4_500, 7));
        pass(1_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void doesNotMindAChangeThatComesALittleBeforeTheTrade() {
        begin();
        pass(1_000);
        tell(LINE, changed(YES, Side.SELL, 6_000, 1), changed(NO, Side.BUY, 4_000, 1));
        pass(25);
        tell(LINE, print(YES));
        pass(2_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void closesBothBooksOfAMarketInWhichATradeLeftNoTrace() {
        begin();
        pass(2_000);
        tell(LINE, print(NO));
        pass(400);
        assertThat(wrong).containsExactlyInAnyOrder(YES, NO);
    }

    @Test
    void takesTradesOfTheChainThatNoFrameToldOf() {
        begin();
        pass(4_000);
        books.traded(YES, now, now);
        pass(500);
        assertThat(wrong).as("the book may have come after the trade").isEmpty();
        heard(8_000);
        books.traded(YES, now, now);
        pass(400);
        assertThat(wrong).containsExactlyInAnyOrder(YES, NO);
    }

    @Test
    void takesStatedTopsAsACheck() {
        begin();
        pass(1_000);
        tell(LINE, new BookUpdate.Top(YES, 4_000, 6_000, millis()));
        pass(1_000);
        assertThat(wrong).as("it is what the book says").isEmpty();
        tell(LINE, new BookUpdate.Top(YES, 4_100, 6_000, millis()));
        pass(100);
        tell(LINE, changed(YES, Side.BUY, 4_100, 1), changed(NO, Side.SELL, 5_900, 1));
        pass(1_000);
        assertThat(wrong).as("the change came behind it").isEmpty();
        tell(LINE, new BookUpdate.Top(YES, 4_200, 6_000, millis()));
        pass(400);
        assertThat(wrong).containsExactly(YES);
    }

    @Test
    void goesOnWithTheSecondLineThatToldOfWhatTheFirstDidNot() {
        begin();
        tell(SECOND_LINE, new BookUpdate.Carried(List.of(YES, NO)));
        tell(SECOND_LINE, snapshot(YES, 4_000, 6_000));
        tell(SECOND_LINE, snapshot(NO, 4_000, 6_000));
        pass(1_000);
        tell(SECOND_LINE, changed(YES, Side.BUY, 4_500, 7));
        pass(400);
        assertThat(books.isKeptFrom(YES, SECOND_LINE)).isTrue();
        assertThat(freshness(YES)).isEqualTo(Freshness.FRESH);
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_500, 6_000));
    }

    @Test
    void missesTheFirstFrameAfterFiveSecondsThenSubscribesAnewThenMoves() {
        tell(LINE, new BookUpdate.Carried(List.of(YES)));
        pass(400);
        ask(YES, 4_000, 6_000);
        assertThat(freshness(YES)).isEqualTo(Freshness.FRESH);
        heard(2_100);
        assertThat(freshness(YES)).as("its line tells nothing of it").isEqualTo(Freshness.SOFT_STALE);
        heard(2_500);
        assertThat(wrong).containsExactly(YES);
        assertThat(unserved).isEmpty();
        ask(YES, 4_000, 6_000);
        heard(5_100);
        assertThat(unserved).containsExactly("renew 1001 of 3");
        tell(LINE, new BookUpdate.Carried(List.of(YES)));
        heard(12_000);
        assertThat(unserved).containsExactly("renew 1001 of 3", "move 1001 of 3");
    }

    @Test
    void isContentOnceAFrameCame() {
        tell(LINE, new BookUpdate.Carried(List.of(YES)));
        tell(LINE, snapshot(YES, 4_000, 6_000));
        heard(30_000);
        assertThat(wrong).isEmpty();
        assertThat(freshness(YES)).isEqualTo(Freshness.FRESH);
    }

    @Test
    void judgesABookByItsOwnAgeThatWasFoundWrongUntilItsLineTellsOfItAgain() {
        begin();
        pass(1_000);
        tell(LINE, changed(NO, Side.SELL, 5_500, 7));
        pass(400);
        ask(YES, 4_500, 6_000);
        assertThat(freshness(YES)).isEqualTo(Freshness.FRESH);
        heard(2_100);
        assertThat(freshness(YES)).isEqualTo(Freshness.SOFT_STALE);
        tell(LINE, changed(YES, Side.BUY, 4_400, 7), changed(NO, Side.SELL, 5_600, 7));
        heard(4_000);
        assertThat(freshness(YES)).isEqualTo(Freshness.FRESH);
    }

    @Test
    void asksAboutATokenThatHadNewsAllTheTimeLessAndLessOften() {
        begin();
        for (int i = 1; i <= 40; i++) {
            pass(100);
            tell(LINE, changed(YES, Side.BUY, 3_000, i), changed(NO, Side.SELL, 7_000, i));
        }
        questions.clear();
        heard(16_000);
        assertThat(questions.stream().filter(YES::equals).count()).isBetween(3L, 6L);
        assertThat(wrong).isEmpty();
        assertThat(freshness(YES)).isEqualTo(Freshness.FRESH);
    }

    @Test
    void looksAtNothingOfABookThatIsGivenUp() {
        begin();
        pass(1_000);
        tell(LINE, print(YES));
        books.forget(YES);
        books.forget(NO);
        pass(10_000);
        assertThat(wrong).isEmpty();
        assertThat(books.nextCheckNanos()).isEqualTo(Long.MAX_VALUE);
    }

    private void begin() {
        books.pair(YES, NO);
        tell(LINE, new BookUpdate.Carried(List.of(YES, NO)));
        tell(LINE, snapshot(YES, 4_000, 6_000));
        tell(LINE, snapshot(NO, 4_000, 6_000));
    }

    private void pass(long millis) {
        long end = now + millis * MILLI;
        while (books.nextCheckNanos() <= end) {
            now = Math.max(now, books.nextCheckNanos());
            wrong.addAll(books.check(now));
        }
        now = end;
    }

    /** Time passes in which the line is alive. */
    private void heard(long millis) {
        for (long left = millis; left > 0; left -= 500) {
            pass(Math.min(left, 500));
            tell(LINE, new BookUpdate.Heard());
        }
    }

    private void tell(int line, BookUpdate update) {
        books.apply(line, update, now);
    }

    private void tell(int line, BookUpdate.Change... changes) {
        tell(line, new BookUpdate.Changes(List.of(changes), millis()));
    }

    private void ask(TokenId token, int bid, int ask) {
        books.apply(LiveBooks.ASKED, snapshot(token, bid, ask).asked(now), now);
    }

    private Freshness freshness(TokenId token) {
        return books.freshness(token, now);
    }

    private BookUpdate.Snapshot snapshot(TokenId token, int bid, int ask) {
        return new BookUpdate.Snapshot(
                token, List.of(new Level(bid, 10)), List.of(new Level(ask, 10)), null, millis(), BookUpdate.PUSHED);
    }

    private static BookUpdate.Change changed(TokenId token, Side side, int price, long size) {
        return new BookUpdate.Change(token, side, price, size, -1, -1);
    }

    private BookUpdate.Print print(TokenId token) {
        return new BookUpdate.Print(token, Side.BUY, 6_000, 3, millis());
    }

    private long millis() {
        return now / MILLI;
    }
}
