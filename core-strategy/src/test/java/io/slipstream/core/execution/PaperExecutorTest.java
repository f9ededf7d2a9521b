package io.slipstream.core.execution;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.TimeInForce;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An order on its way, at the venue's door, and through the book. */
class PaperExecutorTest extends PaperRig {

    @Test
    void sweepsTheBookAsItIsOnArrivalNotAsItWasAtTheDecision() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "8", 5_100);
        books.apply(
                LINE,
                new BookUpdate.Snapshot(
                        YES, List.of(), List.of(level("3", 5_000), level("3", 5_100)), null, 2, BookUpdate.PUSHED),
                NOW);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly(
                        "placed +150", "fill 0: 3 at 0.5 fee 0.0375 TAKER", "fill 1: 3 at 0.51 fee 0.03749 TAKER");
    }

    @Test
    void leavesWhatIsBeyondTheLimit() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "50", 5_100);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.filled()).isEqualTo(Micros.parse("16"));
        timers.runUntil(NOON + LATENCY + 30 * SECOND);
        assertThat(recorder.filled()).as("the cancel is on its way").isEqualTo(Micros.parse("16"));
        timers.runUntil(NOON + LATENCY + 30 * SECOND + LATENCY);
        assertThat(recorder.last()).isEqualTo("done PARTIAL: time to live is over");
    }

    @Test
    void sellsIntoTheBidsAndIsDone() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.SELL, "150", 4_700);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly(
                        "placed +150",
                        "fill 0: 100 at 0.48 fee 1.248 TAKER",
                        "fill 1: 50 at 0.47 fee 0.62291 TAKER", // 1.87091 for all 150
                        "done FILLED: filled");
    }

    @Test
    void failsWithoutABookOnArrival() {
        submit(Side.BUY, "8", 5_100);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines).containsExactly("done FAILED: no trusted book when the order arrived");
    }

    /** A match has one fee on chain, at its average price; the fills of it share it to the last micro-dollar. */
    @Test
    void paysTheFeeOfTheMatchAndNotOfEachLevel() {
        books.apply(
                LINE,
                new BookUpdate.Snapshot(
                        YES, List.of(), List.of(level("10", 1_000), level("10", 9_000)), null, 1, BookUpdate.PUSHED),
                NOW);
        submit(Side.BUY, "20", 9_000);
        timers.runUntil(NOON + LATENCY);
        // 20 shares at 0.5 on average: 0.25, where the two levels alone would have been 0.045 each
        assertThat(recorder.lines).contains("fill 0: 10 at 0.1 fee 0.045 TAKER", "fill 1: 10 at 0.9 fee 0.205 TAKER");
    }

    /** Trap: liquidity that was taken on paper is sold a second time. */
    @Test
    void doesNotTakeTheSameLiquidityTwice() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "6", 5_000);
        another(4, Side.BUY, "6", 5_000);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.filled()).as("six are offered at 0.50").isEqualTo(Micros.parse("6"));
    }

    @Test
    void takesWhatIsAddedToALevelThatItHasTaken() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "6", 5_000);
        timers.runUntil(NOON + LATENCY);
        change(Side.SELL, 5_000, "9", 2);
        another(4, Side.BUY, "6", 5_000);
        timers.runUntil(NOON + 2 * LATENCY);
        assertThat(recorder.filled()).isEqualTo(Micros.parse("9"));
    }

    /** Somebody else took it too: what comes after that is new. */
    @Test
    void forgetsWhatItTookOfALevelThatIsGone() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "6", 5_000);
        timers.runUntil(NOON + LATENCY);
        change(Side.SELL, 5_000, "0", 2);
        change(Side.SELL, 5_000, "5", 3);
        another(4, Side.BUY, "6", 5_000);
        timers.runUntil(NOON + 2 * LATENCY);
        assertThat(recorder.filled()).isEqualTo(Micros.parse("11"));
    }

    /** One book, two tokens: who has bought YES at 0.50 has taken the bids for NO at 0.50. */
    @Test
    void doesNotTakeAMarketsLiquidityThroughItsOtherOutcome() {
        books.apply(LINE, new BookUpdate.Carried(List.of(NO)), NOW);
        books.pair(YES, NO);
        books.apply(LINE, book(YES), NOW);
        books.apply(
                LINE,
                new BookUpdate.Snapshot(
                        NO,
                        List.of(level("6", 5_000), level("10", 4_900), level("100", 4_000)),
                        List.of(level("100", 5_200), level("100", 5_300)),
                        null,
                        1,
                        BookUpdate.PUSHED),
                NOW);
        submit(Side.BUY, "6", 5_000);
        executor.submitMarketableLimit(
                new OrderRequest(
                        new UUID(1, 9),
                        instrument(NO),
                        Side.SELL,
                        Micros.parse("8"),
                        4_900,
                        TimeInForce.GTC,
                        30 * SECOND,
                        0),
                NOON);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines).contains("fill 0: 8 at 0.49 fee 0.09996 TAKER");
    }

    /** The venue holds it: what was offered when it arrived is gone when it is let go. */
    @Test
    void meetsTheBookAfterTheMarketsTakerDelay() {
        books.apply(LINE, book(YES), NOW);
        submitDelayed("6", 5_000);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines).containsExactly("placed +150");
        executor.cancel(ID, "not wanted", NOON + LATENCY); // cannot be canceled while it is held
        change(Side.SELL, 5_000, "2", 2);
        timers.runUntil(NOON + LATENCY + SECOND);
        assertThat(recorder.last()).isEqualTo("fill 0: 2 at 0.5 fee 0.025 TAKER");
        timers.runUntil(NOON + LATENCY + SECOND + LATENCY);
        assertThat(recorder.last()).isEqualTo("done PARTIAL: not wanted");
    }

    @Test
    void doesNotHoldAnOrderThatWouldNotTradeAtOnce() {
        books.apply(LINE, book(YES), NOW);
        submitDelayed("10", 4_900);
        timers.runUntil(NOON + LATENCY);
        print(Side.SELL, 4_900, "4");
        assertThat(recorder.last()).isEqualTo("fill 0: 4 at 0.49 fee 0 MAKER");
    }

    @Test
    void learnsWhatTheVenueDidAResponseLater() {
        PaperExecutor slow =
                new PaperExecutor(books, timers, recorder, account, PaperConditions.usual(LATENCY, 80_000_000));
        books.apply(LINE, book(YES), NOW);
        slow.submitMarketableLimit(
                new OrderRequest(
                        ID, instrument(YES), Side.BUY, Micros.parse("6"), 5_000, TimeInForce.GTC, 30 * SECOND, 0),
                NOON);
        timers.runUntil(NOON + LATENCY + 79_999_999);
        assertThat(recorder.lines).isEmpty();
        timers.runUntil(NOON + LATENCY + 80_000_000);
        assertThat(recorder.lines)
                .containsExactly("placed +150", "fill 0: 6 at 0.5 fee 0.075 TAKER", "done FILLED: filled");
    }

    @Test
    void countsOnlyWhatWasThereAtTheDecisionWhenItIsPessimistic() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "8", 5_000);
        books.apply(
                LINE,
                new BookUpdate.Changes(
                        List.of(new BookUpdate.Change(YES, Side.SELL, 5_000, Micros.parse("9"), -1, -1)), 2),
                NOON + 1);
        timers.runUntil(NOON + 31 * SECOND);
        assertThat(recorder.filled()).isEqualTo(Micros.parse("8"));
        assertThat(recorder.bounds.get(ID)).isEqualTo(new FillBounds(bound("6", "3", "0.075"), bound("8", "4", "0.1")));
    }

    @Test
    void tellsWhatItWouldHaveGotUnderOtherModels() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "6", 5_000);
        another(4, Side.BUY, "8", 5_000);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.bounds.get(ID))
                .isEqualTo(new FillBounds(bound("6", "3", "0.075"), bound("6", "3", "0.075")));
        timers.runUntil(NOON + 31 * SECOND);
        // nothing is left for the second one; were it the first, it would get the six as well
        assertThat(recorder.bounds.get(new UUID(1, 4)))
                .isEqualTo(new FillBounds(bound("0", "0", "0"), bound("6", "3", "0.075")));
    }

    /** The market has moved to another grid while the order was on its way. */
    @Test
    void isRefusedInTheVenuesWordsWhenItsPriceIsNotOnTheGridAnyMore() {
        books.apply(LINE, book(YES), NOW);
        account.tick = new Tick(1_000);
        submit(Side.BUY, "6", 5_100);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly("done FAILED: TICK_SIZE: order " + ID
                        + " is invalid. Price (0.51) breaks minimum tick size rule: 0.1");
    }

    /** Trap: infinite cash. */
    @Test
    void isRefusedWithoutTheMoneyForIt() {
        books.apply(LINE, book(YES), NOW);
        account.balance = Micros.parse("3");
        submit(Side.BUY, "6", 5_000);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.last()).startsWith("done FAILED: BALANCE");
        assertThat(recorder.filled()).isZero();
    }

    @Test
    void isRefusedWhenItWouldTradeAtOnceForLessThanADollar() {
        books.apply(LINE, book(YES), NOW);
        books.apply(
                LINE,
                new BookUpdate.Changes(List.of(new BookUpdate.Change(YES, Side.SELL, 4_900, 9_000_000, -1, -1)), 2),
                NOW);
        account.least = 1;
        submit(Side.BUY, "2", 4_900);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.last())
                .isEqualTo(
                        "done FAILED: MARKETABLE_MINIMUM: invalid amount for a marketable BUY order ($0.98), min size: $1");
    }
}
