package io.slipstream.core.calibration;

import static io.slipstream.core.calibration.CalibrationReport.Unpredicted.AMBIGUOUS;
import static io.slipstream.core.calibration.CalibrationReport.Unpredicted.FORGOTTEN;
import static io.slipstream.core.calibration.CalibrationReport.Unpredicted.NO_BOOK;
import static io.slipstream.core.calibration.CalibrationReport.Unpredicted.NO_INSTRUMENT;
import static io.slipstream.core.calibration.CalibrationReport.Unpredicted.NO_PRINT;
import static io.slipstream.core.engine.Fixtures.AGELESS;
import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.calibration.CalibrationReport.ClassFigures;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks 100 at 0.52, 200 at 0.53, 300 at 0.55; bids 100 at 0.48, 200 at 0.47; a fee of 5 %. */
@Timeout(10)
class CalibrationTest {

    private static final long MILLI = 1_000_000L;

    private final LiveBooks books = new LiveBooks(120 * SECOND, AGELESS, (_, _) -> {});
    private final Calibration calibration = new Calibration(books);
    private long now = NOON;
    private int orders;

    CalibrationTest() {
        books.apply(LINE, new BookUpdate.Carried(List.of(YES)), now);
        books.apply(LINE, book(), now);
    }

    /** Whatever order the venue tells in, the book is the one before the order took from it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void predictsASweepFromTheBookBeforeIt(boolean changesFirst) {
        now += 5 * SECOND;
        if (changesFirst) {
            sweep();
            change(5_500, "10"); // somebody cancels before the print comes
        }
        print(Side.BUY, 5_300, "250");
        if (!changesFirst) {
            sweep();
        }
        now += 3 * SECOND;
        observe(taker(Side.BUY, "250", "131.5"));

        ClassFigures figures = onlyClass();
        assertThat(figures.price()).isEqualTo(new ErrorFigures(1, 1, 0, 0, 0, 0, 0));
        assertThat(figures.size()).isEqualTo(new ErrorFigures(1, 1, 0, 0, 0, 0, 0));
        assertThat(figures.of()).isEqualTo(new CalibrationClass(50_000, 100, false, false, BookAge.UNDER_10_S, false));
    }

    @Test
    void saysHowManyTicksAnOrderDidWorse() {
        print(Side.BUY, 5_300, "100");
        observe(taker(Side.BUY, "100", "53"));
        print(Side.SELL, 4_700, "100");
        observe(taker(Side.SELL, "100", "47.5"));
        ErrorFigures price = onlyClass().price();
        assertThat(price.sum()).isEqualTo(150);
        assertThat(price.worst()).isEqualTo(100);
        assertThat(price.exact()).isZero();
    }

    @Test
    void saysWhenAnOrderDidBetter() {
        print(Side.BUY, 5_300, "250");
        observe(taker(Side.BUY, "250", "130"));
        assertThat(onlyClass().price().sum()).isEqualTo(-60);
    }

    @Test
    void saysWhenTheBookHeldLessThanWasTaken() {
        print(Side.BUY, 5_200, "125");
        observe(taker(Side.BUY, "125", "65"));
        assertThat(onlyClass().size().sum()).isEqualTo(-200_000);
    }

    @Test
    void saysWhenTheBookHeldMoreAtBetterPrices() {
        print(Side.BUY, 5_500, "200");
        observe(taker(Side.BUY, "200", "110"));
        assertThat(onlyClass().size().sum()).isEqualTo(500_000);
    }

    @Test
    void predictsNoPriceOfAnOrderThatTookMoreThanTheWholeBook() {
        print(Side.SELL, 4_700, "400");
        observe(taker(Side.SELL, "400", "188"));
        ClassFigures figures = onlyClass();
        assertThat(figures.shallow()).isOne();
        assertThat(figures.price().count()).isZero();
        assertThat(figures.size().sum()).isEqualTo(-250_000);
    }

    @Test
    void countsAnOrderOnceHoweverOftenItIsToldOf() {
        print(Side.BUY, 5_200, "10");
        print(Side.BUY, 5_200, "10");
        ObservedTaker taker = taker(Side.BUY, "10", "5.2");
        observe(taker);
        observe(taker);
        assertThat(calibration.report(now).unpredicted()).containsOnlyKeys(AMBIGUOUS);
        observe(taker(Side.BUY, "10", "5.2"));
        assertThat(onlyClass().orders()).isOne();
    }

    @Test
    void doesNotGuessWhichTradeAnOrderIs() {
        print(Side.BUY, 5_200, "10");
        observe(taker(Side.SELL, "10", "4.8"));
        observe(taker(Side.BUY, "11", "5.72"));
        observe(taker(Side.BUY, "10", "5.3")); // nobody pays 0.53 where the worst price is 0.52
        now += 61 * SECOND;
        observe(taker(Side.BUY, "10", "5.2"));
        assertThat(calibration.report(now).unpredicted()).containsEntry(NO_PRINT, 4L);
    }

    @Test
    void takesSeveralPrintsOfOneMomentAsOneOrder() {
        books.apply(LINE, new BookUpdate.Print(YES, Side.BUY, 5_200, micros("100"), 1), now);
        calibration.onPrint(new BookUpdate.Print(YES, Side.BUY, 5_200, micros("100"), 7), now);
        calibration.onPrint(new BookUpdate.Print(YES, Side.BUY, 5_300, micros("50"), 7), now);
        observe(taker(Side.BUY, "150", "78.5"));
        assertThat(onlyClass().price().exact()).isOne();
    }

    @Test
    void doesNotPredictFromABookThatCouldNotBeTrustedOrIsForgotten() {
        books.apply(LINE, new BookUpdate.Doubted(List.of(YES), "cut"), now += SECOND);
        print(Side.BUY, 5_200, "10");
        observe(taker(Side.BUY, "10", "5.2"));
        assertThat(calibration.report(now).unpredicted()).containsOnlyKeys(NO_BOOK);

        LiveBooks shortMemory = new LiveBooks(SECOND, AGELESS, (_, _) -> {});
        shortMemory.apply(LINE, new BookUpdate.Carried(List.of(YES)), now);
        shortMemory.apply(LINE, book(), now);
        Calibration forgetful = new Calibration(shortMemory);
        forgetful.onPrint(new BookUpdate.Print(YES, Side.BUY, 5_200, micros("10"), 1), now + SECOND);
        forgetful.observe(taker(Side.BUY, "10", "5.2"), instrument(YES), now + 3 * SECOND);
        assertThat(forgetful.report(now + 3 * SECOND).unpredicted()).containsOnlyKeys(FORGOTTEN);
    }

    /** A print that comes over a second line may be ahead of what the trade took from the book of the first. */
    @Test
    void goesByTheLineThatTheBookIsKeptFrom() {
        int standby = LINE + 1;
        books.apply(standby, new BookUpdate.Carried(List.of(YES)), now);
        books.apply(standby, book(), now);
        assertThat(books.isKeptFrom(YES, LINE)).isTrue();
        assertThat(books.isKeptFrom(YES, standby)).isFalse();
        books.apply(LINE, new BookUpdate.Interrupted(List.of(YES), "cut"), now);
        assertThat(books.isKeptFrom(YES, LINE)).isFalse();
        assertThat(books.isKeptFrom(YES, standby)).isTrue();
    }

    @Test
    void keepsLeadersApart() {
        print(Side.BUY, 5_200, "10");
        ObservedTaker taker = taker(Side.BUY, "10", "5.2");
        observe(new ObservedTaker(
                taker.txHash(), taker.orderHash(), YES, Side.BUY, micros("10"), micros("5.2"), 0, null, true, false));
        assertThat(onlyClass().of().leader()).isTrue();
        CalibrationReport report = calibration.report(now);
        assertThat(report.leaders()).isOne();
        assertThat(report.others()).isZero();
    }

    @Test
    void beginsAnewEveryDayAndTellsNewsOnly() {
        print(Side.BUY, 5_200, "10");
        observe(taker(Side.BUY, "10", "5.2"));
        assertThat(calibration.report(now).classes()).hasSize(1);
        assertThat(calibration.report(now).classes()).isEmpty();
        assertThat(calibration.report(now).others()).isOne();
        assertThat(calibration.report(now + 86_400 * SECOND).others()).isZero();
    }

    @Test
    void knowsNoMarketOfATokenThatTheRegistryLacks() {
        assertThat(calibration.observe(taker(Side.BUY, "10", "5.2"), null, now)).isEmpty();
        assertThat(calibration.report(now).unpredicted()).containsOnlyKeys(NO_INSTRUMENT);
    }

    @Test
    void tellsAFeeAtTheAverageFromTheSumOverPrices() {
        // 100 at 0.52 and 150 at 0.53: 1.248 and 1.86825 by price, 3.11655 at 0.526
        fee("3.1143", "131.5", "250", true);
        assertThat(calibration.report(now).fees()).containsOnlyKeys(FeeVerdict.DIFFERENT);
        fee("3.11655", "131.5", "250", true);
        fee("3.11625", "131.5", "250", true);
        fee("3.11625", "131.5", "250", false);
        assertThat(calibration.report(now).fees())
                .containsEntry(FeeVerdict.AT_AVERAGE, 1L)
                .containsEntry(FeeVerdict.PER_PRICE, 1L)
                .containsEntry(FeeVerdict.UNDECIDED, 1L);
    }

    @Test
    void judgesNoFeeThatABuilderMayShare() {
        ObservedTaker taker = taker(Side.BUY, "100", "52");
        observe(new ObservedTaker(
                taker.txHash(), taker.orderHash(), YES, Side.BUY, micros("100"), micros("52"), 9, null, false, true));
        assertThat(calibration.report(now).fees()).containsOnlyKeys(FeeVerdict.BUILT);
    }

    /** Errors as they are drawn: a quantile is never below the true one, and no more than a thirty-second above it. */
    @Test
    void boundsQuantilesFromAbove() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int count = 1 + random.nextInt(500);
            long most = 1L << (1 + random.nextInt(38));
            ErrorHistogram histogram = new ErrorHistogram();
            long[] errors = IntStream.range(0, count)
                    .mapToLong(_ -> random.nextLong(-most, most))
                    .peek(histogram::add)
                    .map(Math::abs)
                    .sorted()
                    .toArray();
            ErrorFigures figures = histogram.figures();
            for (long[] quantile : new long[][] {{50, figures.median()}, {90, figures.p90()}, {99, figures.p99()}}) {
                long exact = errors[(int) Math.ceilDiv(count * quantile[0], 100) - 1];
                assertThat(quantile[1])
                        .as("seed %d, round %d, quantile %d", seed, round, quantile[0])
                        .isBetween(exact, exact + exact / 32 + 1);
            }
            assertThat(figures.worst()).isEqualTo(errors[count - 1]);
        }
    }

    private void fee(String fee, String usdc, String shares, boolean printed) {
        if (printed) {
            print(Side.BUY, 5_300, shares);
        }
        ObservedTaker taker = taker(Side.BUY, shares, usdc);
        observe(new ObservedTaker(
                taker.txHash(),
                taker.orderHash(),
                YES,
                Side.BUY,
                taker.sharesMicros(),
                taker.usdcMicros(),
                micros(fee),
                null,
                false,
                false));
    }

    private void sweep() {
        change(5_200, "0");
        change(5_300, "50");
    }

    private void change(int price, String size) {
        now += MILLI;
        books.apply(
                LINE,
                new BookUpdate.Changes(
                        List.of(new BookUpdate.Change(YES, Side.SELL, price, micros(size), -1, -1)), now / MILLI),
                now);
    }

    private void print(Side side, int price, String size) {
        now += MILLI;
        calibration.onPrint(new BookUpdate.Print(YES, side, price, micros(size), now / MILLI), now);
    }

    private void observe(ObservedTaker taker) {
        assertThat(calibration.observe(taker, instrument(YES), now)).isEmpty();
    }

    /** Without a fee that could be judged. */
    private ObservedTaker taker(Side side, String shares, String usdc) {
        orders++;
        return new ObservedTaker(
                "0xt" + orders, "0xo" + orders, YES, side, micros(shares), micros(usdc), 0, null, false, true);
    }

    private ClassFigures onlyClass() {
        List<ClassFigures> classes = calibration.report(now).classes();
        assertThat(classes).hasSize(1);
        return classes.getFirst();
    }

    private static BookUpdate.Snapshot book() {
        return new BookUpdate.Snapshot(
                YES,
                List.of(new Level(4_800, micros("100")), new Level(4_700, micros("200"))),
                List.of(
                        new Level(5_200, micros("100")),
                        new Level(5_300, micros("200")),
                        new Level(5_500, micros("300"))),
                null,
                NOON / MILLI,
                BookUpdate.PUSHED);
    }

    private static long micros(String decimal) {
        return Micros.parse(decimal);
    }
}
