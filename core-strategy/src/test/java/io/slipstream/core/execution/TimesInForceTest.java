package io.slipstream.core.execution;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of what an order does not get at once. */
class TimesInForceTest extends PaperRig {

    private static final long TTL = 30 * SECOND;
    private static final long FOUR_MINUTES = 240 * SECOND;

    @Test
    void fakTakesWhatIsThereAndIsOverAtOnce() {
        books.apply(LINE, book(YES), NOW);
        submit(TimeInForce.FAK, Side.BUY, "50", 5_100, TTL);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly(
                        "placed +150",
                        "fill 0: 6 at 0.5 fee 0.075 TAKER",
                        "fill 1: 10 at 0.51 fee 0.12496 TAKER", // 0.19996 for all 16 at 0.50625
                        "done PARTIAL: FAK: what was not there at once is canceled");
        print(Side.SELL, 5_000, "100");
        assertThat(recorder.filled()).isEqualTo(Micros.parse("16"));
        assertThat(recorder.bounds).containsKey(ID);
    }

    /** A buy of 10 shares at 0.51 at most spends 5.10: 6 shares for 3.00, and what 2.10 buy at 0.51. */
    @Test
    void marketBuysSpendTheirDollars() {
        books.apply(LINE, book(YES), NOW);
        submit(TimeInForce.FAK, Side.BUY, "10", 5_100, TTL);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsSubsequence(
                        "fill 0: 6 at 0.5 fee 0.075 TAKER",
                        "fill 1: 4.117647 at 0.51 fee 0.05146 TAKER",
                        "done FILLED: filled");
    }

    @Test
    void fakIsKilledWhereNothingIsOffered() {
        books.apply(LINE, book(YES), NOW);
        submit(TimeInForce.FAK, Side.SELL, "50", 4_900, TTL);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly("done CANCELED: FAK_NO_MATCH: no orders found to match with FAK order."
                        + " FAK orders are partially filled or killed if no match is found.");
    }

    @Test
    void fokIsFilledWhole() {
        books.apply(LINE, book(YES), NOW);
        submit(TimeInForce.FOK, Side.SELL, "150", 4_700, TTL);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.filled()).isEqualTo(Micros.parse("150"));
        assertThat(recorder.last()).isEqualTo("done FILLED: filled");
    }

    @Test
    void fokIsKilledByAShareTooFew() {
        books.apply(LINE, book(YES), NOW);
        submit(TimeInForce.FOK, Side.SELL, "200.01", 4_700, TTL);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly("done CANCELED: FOK_UNFILLABLE: order couldn't be fully filled."
                        + " FOK orders are fully filled or killed.");
        assertThat(recorder.bounds.get(ID)).isEqualTo(new FillBounds(bound("0", "0", "0"), bound("0", "0", "0")));
    }

    /** What another order of ours took is not there; whoever does not believe so gets the whole order. */
    @Test
    void fokIsKilledByWhatWasTakenOnPaperButNotUnderEveryModel() {
        books.apply(LINE, book(YES), NOW);
        another(4, Side.BUY, "6", 5_000);
        submit(TimeInForce.FOK, Side.BUY, "6", 5_000, TTL);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.last()).startsWith("done CANCELED: FOK_UNFILLABLE");
        assertThat(recorder.filled()).isEqualTo(Micros.parse("6"));
        assertThat(recorder.bounds.get(ID)).isEqualTo(new FillBounds(bound("0", "0", "0"), bound("6", "3", "0.075")));
    }

    /** The taker delay is long enough for the book to change. */
    @Test
    void fokIsKilledAfterTheDelayIfItsBookIsGone() {
        books.apply(LINE, book(YES), NOW);
        submitDelayed(TimeInForce.FOK, "6", 5_000);
        timers.runUntil(NOON + LATENCY);
        change(Side.SELL, 5_000, "5", 2);
        timers.runUntil(NOON + LATENCY + SECOND);
        assertThat(recorder.lines).hasSize(2).startsWith("placed +150");
        assertThat(recorder.last()).startsWith("done CANCELED: FOK_UNFILLABLE");
    }

    @Test
    void gtdIsEndedByTheVenueWithoutACancelAndItsRace() {
        books.apply(LINE, book(YES), NOW);
        submit(TimeInForce.GTD, Side.BUY, "50", 5_100, FOUR_MINUTES);
        timers.runUntil(NOON + FOUR_MINUTES);
        assertThat(recorder.filled()).isEqualTo(Micros.parse("16"));
        // the first whole second after the time to live
        timers.runUntil(NOON + FOUR_MINUTES + SECOND);
        assertThat(recorder.last()).isEqualTo("done PARTIAL: expired");
        print(Side.SELL, 5_000, "100");
        assertThat(recorder.filled()).isEqualTo(Micros.parse("16"));
    }

    @Test
    void gtdIsRefusedWithLessThanThreeMinutesToLive() {
        books.apply(LINE, book(YES), NOW);
        submit(TimeInForce.GTD, Side.BUY, "50", 5_100, 179 * SECOND);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines).containsExactly("done FAILED: EXPIRATION: invalid expiration");
    }

    @Test
    void gtdGoesOnAfterARestartUntilItExpires() {
        books.apply(LINE, book(YES), NOW);
        OrderRequest order = order(TimeInForce.GTD, Side.BUY, "10", 4_800, FOUR_MINUTES);
        executor.resume(new OpenOrder(order, NOON + LATENCY, 0, 0, 0, 0), NOON + 200 * SECOND);
        timers.runUntil(NOON + FOUR_MINUTES);
        assertThat(recorder.lines).isEmpty();
        timers.runUntil(NOON + FOUR_MINUTES + SECOND);
        assertThat(recorder.lines).containsExactly("done CANCELED: expired");
    }

    @ParameterizedTest
    @EnumSource(TimeInForce.class)
    void isNeverAboveItsOptimisticResultNorBelowItsPessimistic(TimeInForce timeInForce) {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            PaperRig rig = new PaperRig() {};
            rig.books.apply(LINE, randomBook(random, 1), NOW);
            rig.another(4, Side.BUY, Integer.toString(5 + random.nextInt(30)), 5_000 + 100 * random.nextInt(4));
            rig.submit(
                    timeInForce,
                    random.nextBoolean() ? Side.BUY : Side.SELL,
                    Integer.toString(5 + random.nextInt(60)),
                    4_700 + 100 * random.nextInt(8),
                    FOUR_MINUTES);
            rig.books.apply(LINE, randomBook(random, 2), NOON + 1);
            rig.executor.onBook(YES, NOON + 1);
            rig.timers.runUntil(NOON + LATENCY);
            rig.print(random.nextBoolean() ? Side.BUY : Side.SELL, 4_700 + 100 * random.nextInt(8), "25");
            rig.timers.runUntil(NOON + 2 * FOUR_MINUTES);
            FillBounds bounds = rig.recorder.bounds.get(ID);
            assertThat(bounds).as("seed %d round %d", seed, round).isNotNull();
            assertThat(rig.recorder.filledOf(ID))
                    .as("seed %d round %d %s", seed, round, rig.recorder.lines)
                    .isBetween(
                            bounds.pessimistic().sharesMicros(),
                            bounds.optimistic().sharesMicros());
        }
    }

    private static BookUpdate randomBook(Random random, long millis) {
        List<Level> bids = new ArrayList<>();
        List<Level> asks = new ArrayList<>();
        for (int price = 4_900; price >= 4_600; price -= 100) {
            if (random.nextInt(4) > 0) {
                bids.add(level(Integer.toString(1 + random.nextInt(30)), price));
            }
        }
        for (int price = 5_000; price <= 5_300; price += 100) {
            if (random.nextInt(4) > 0) {
                asks.add(level(Integer.toString(1 + random.nextInt(30)), price));
            }
        }
        return new BookUpdate.Snapshot(YES, bids, asks, null, millis, BookUpdate.PUSHED);
    }
}
