package io.slipstream.core.execution;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.TimeInForce;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left in the book waits, is filled by trades, and is canceled. */
class RestingPaperOrdersTest extends PaperRig {

    @Test
    void restsBehindTheQueueAndFillsFromPrintsOnly() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_800); // nobody offers at 0.48; 100 bid there before us
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines).containsExactly("placed +150");
        print(Side.SELL, 4_800, "60");
        print(Side.BUY, 4_800, "500"); // a buyer does not hit our bid
        print(Side.SELL, 4_900, "500"); // above our price
        assertThat(recorder.filled()).isZero();
        print(Side.SELL, 4_800, "44"); // 40 of the queue, then 4 of ours
        assertThat(recorder.last()).isEqualTo("fill 0: 4 at 0.48 fee 0 MAKER");
        print(Side.SELL, 4_700, "100"); // through our price: the rest
        assertThat(recorder.lines).endsWith("fill 1: 6 at 0.48 fee 0 MAKER", "done FILLED: filled");
    }

    /** Trap: depth that shrinks is counted as a fill. It moves an order up, and no more. */
    @Test
    void doesNotTakeACancelAheadForAFill() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_800);
        timers.runUntil(NOON + LATENCY);
        change(Side.BUY, 4_800, "0", 2);
        timers.runUntil(NOON + LATENCY + 2 * SECOND);
        assertThat(recorder.filled()).isZero();
        print(Side.SELL, 4_800, "4");
        assertThat(recorder.last()).isEqualTo("fill 0: 4 at 0.48 fee 0 MAKER");
    }

    /** Trap: limit orders are looked at when somebody asks, and by the midpoint. */
    @Test
    void isNotFilledByAMidpointWithinItsLimitButByWhoeverTrades() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_900); // the midpoint is 0.49 at the arrival
        timers.runUntil(NOON + LATENCY);
        change(Side.BUY, 4_800, "0", 2); // 0.485
        change(Side.BUY, 4_700, "0", 3); // and nobody bids any more
        assertThat(recorder.filled()).isZero();
        print(Side.SELL, 4_900, "4");
        assertThat(recorder.filled()).as("at once, with no time passing").isEqualTo(Micros.parse("4"));
    }

    /** Trap: the remainder is never matched again. Who offers within our limit has met our order before he could rest there. */
    @Test
    void isFilledByWhoComesToOfferWithinItsLimit() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_900);
        timers.runUntil(NOON + LATENCY);
        change(Side.SELL, 4_900, "4", 2);
        assertThat(recorder.last()).isEqualTo("fill 0: 4 at 0.49 fee 0 MAKER");
        change(Side.SELL, 4_900, "7", 3); // three more
        assertThat(recorder.last()).isEqualTo("fill 1: 3 at 0.49 fee 0 MAKER");
        change(Side.SELL, 4_900, "0", 4);
        timers.runUntil(NOON + 40 * SECOND);
        assertThat(recorder.bounds.get(ID))
                .as("who wanted to rest and nothing else would not have come")
                .isEqualTo(new FillBounds(bound("0", "0", "0"), bound("7", "3.43", "0")));
    }

    @Test
    void sharesWhatIsOfferedWithinTheLimitsOfTwoOrders() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_900);
        another(3, Side.BUY, "10", 4_900);
        timers.runUntil(NOON + LATENCY);
        change(Side.SELL, 4_900, "15", 2);
        assertThat(recorder.filled()).isEqualTo(Micros.parse("15"));
    }

    /** Trap: a match is told of once, with all its shares, and only its end came as far as our price. */
    @Test
    void isNotFilledByWhatAMatchTookAtBetterPrices() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_700); // behind 100 at 0.48 and 100 at 0.47
        timers.runUntil(NOON + LATENCY);
        change(Side.BUY, 4_800, "0", 2);
        change(Side.BUY, 4_700, "0", 3);
        print(Side.SELL, 4_800, "200"); // 0.475 on average
        assertThat(recorder.filled()).isZero();
        print(Side.SELL, 4_700, "3");
        assertThat(recorder.last()).isEqualTo("fill 0: 3 at 0.47 fee 0 MAKER");
    }

    /** Trap: a trade of which only the depth has told is taken for a cancel, because an older cancel's time is over. */
    @Test
    void waitsForTheTradeThatExplainsAShrinkingHoweverOldAnotherOneIs() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_800);
        timers.runUntil(NOON + LATENCY);
        change(Side.BUY, 4_800, "90", 2); // canceled at 150 ms
        timers.runUntil(NOON + LATENCY + SECOND - 1);
        books.apply(
                LINE, new BookUpdate.Changes(List.of(new BookUpdate.Change(YES, Side.BUY, 4_800, 0, -1, -1)), 3), NOW);
        executor.onBook(YES, NOON + LATENCY + SECOND - 1);
        timers.runUntil(NOON + LATENCY + SECOND);
        executor.onPrint(
                new BookUpdate.Print(YES, Side.SELL, 4_800, Micros.parse("90"), 4), NOON + LATENCY + SECOND + 1);
        assertThat(recorder.filled()).as("all of it went to those before us").isZero();
    }

    @Test
    void doesNotGiveOnePrintToTwoOrders() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_900);
        executor.submitMarketableLimit(
                new OrderRequest(
                        new UUID(1, 3),
                        instrument(YES),
                        Side.BUY,
                        Micros.parse("10"),
                        4_900,
                        TimeInForce.GTC,
                        30 * SECOND,
                        0),
                NOON);
        timers.runUntil(NOON + LATENCY);
        print(Side.SELL, 4_800, "15");
        assertThat(recorder.filled()).isEqualTo(Micros.parse("15"));
    }

    @Test
    void cancelsWhatRestsOrIsOnItsWayWhenTheMarketResolves() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_800);
        executor.cancelAll(YES, "the market resolved", NOON);
        timers.runUntil(NOON + 60 * SECOND);
        assertThat(recorder.lines).containsExactly("done CANCELED: the market resolved");
    }

    /** A trade of NO at 0.52 is one of YES at 0.48: who buys the one takes the bid for the other. */
    @Test
    void fillsFromTradesOfTheOtherOutcome() {
        books.pair(YES, NO);
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_800);
        timers.runUntil(NOON + LATENCY);
        executor.onPrint(new BookUpdate.Print(NO, Side.BUY, 5_200, Micros.parse("104"), 5), NOON + SECOND);
        assertThat(recorder.last()).isEqualTo("fill 0: 4 at 0.48 fee 0 MAKER");
    }

    /** Trap: a cancel is done when it is asked for. */
    @Test
    void canBeFilledWhileItsCancelIsOnTheWay() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_900);
        timers.runUntil(NOON + LATENCY);
        executor.cancel(ID, "not wanted", NOON + SECOND);
        print(Side.SELL, 4_900, "4");
        timers.runUntil(NOON + SECOND + LATENCY);
        assertThat(recorder.lines).endsWith("fill 0: 4 at 0.49 fee 0 MAKER", "done PARTIAL: not wanted");
    }

    @Test
    void cancelsAnOrderThatIsOnItsWayOnceItIsThere() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_900);
        executor.cancel(ID, "not wanted", NOON);
        timers.runUntil(NOON + 2 * LATENCY);
        assertThat(recorder.lines).containsExactly("placed +150", "done CANCELED: not wanted");
    }

    /** Trap: the time to live of an order is lost with the process that set it. */
    @Test
    void goesOnWithAnOrderOfAnEarlierRunBehindWhatIsShownNow() {
        executor.resume(open("10", "4"), NOON);
        print(Side.SELL, 4_800, "500");
        assertThat(recorder.lines).as("nobody has seen a book yet").isEmpty();
        books.apply(LINE, book(YES), NOW);
        executor.onBook(YES, NOON + SECOND);
        print(Side.SELL, 4_800, "103"); // 100 stand before it now
        assertThat(recorder.lines).containsExactly("fill 1: 3 at 0.48 fee 0 MAKER");
        timers.runUntil(NOON + 20 * SECOND + LATENCY);
        assertThat(recorder.last()).isEqualTo("done PARTIAL: time to live is over");
        assertThat(recorder.bounds.get(ID))
                .isEqualTo(new FillBounds(bound("7", "3.44", "0.05"), bound("7", "3.44", "0.05")));
    }

    private static OpenOrder open(String shares, String filled) {
        return new OpenOrder(
                new OrderRequest(
                        ID, instrument(YES), Side.BUY, Micros.parse(shares), 4_800, TimeInForce.GTC, 30 * SECOND, 0),
                NOON - 10 * SECOND,
                Micros.parse(filled),
                Micros.parse("2"),
                Micros.parse("0.05"),
                1);
    }
}
