package io.slipstream.core.calibration;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.PastBook;
import io.slipstream.core.book.TradeMoment;
import io.slipstream.core.calibration.CalibrationReport.ClassFigures;
import io.slipstream.core.calibration.CalibrationReport.Unpredicted;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures, without any capital, how right paper execution is: every order that took from a book is predicted from the book
 * before it and held against what it got, and its fee against the market's curve. An order whose moment or book is not known
 * is counted and not guessed at. Single orders are not kept. Owned by one thread.
 */
public final class Calibration {

    private static final long DAY_NANOS = 86_400_000_000_000L;
    /** An order is taken once however often it is told of, or moved by a reorg. */
    private static final int MOST_REMEMBERED = 20_000;
    /** The chain tells of a match within seconds; block times are whole seconds of another clock. */
    private static final long SLOWEST_SETTLEMENT_NANOS = 60_000_000_000L;

    private static final long CLOCK_TOLERANCE_NANOS = 3_000_000_000L;
    /** The fee's own rounding, to 0.00001 dollars. */
    private static final long FEE_ROUNDING_MICROS = 10;

    private final LiveBooks books;
    private final TradePrints prints = new TradePrints();
    private final FeeDriftWatch drift = new FeeDriftWatch();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<CalibrationClass, ClassErrors> classes = new LinkedHashMap<>();
    private final Map<Unpredicted, Long> unpredicted = new EnumMap<>(Unpredicted.class);
    private final Map<FeeVerdict, Long> fees = new EnumMap<>(FeeVerdict.class);
    private long sinceNanos = Long.MIN_VALUE;
    private long others;
    private long leaders;

    /** Measures against these books. */
    public Calibration(LiveBooks books) {
        this.books = books;
    }

    /**
     * A trade, as the line tells of it that the token's book is kept from: another one may be ahead of the book, or behind.
     */
    public void onPrint(BookUpdate.Print print, long nowNanos) {
        prints.add(print, nowNanos);
    }

    /**
     * An order that took.
     *
     * @param instrument what it traded, null if that is not known
     * @return the alarms of fees that begin or end with it
     */
    public List<FeeAlarm> observe(ObservedTaker taker, @Nullable Instrument instrument, long nowNanos) {
        if (!known.add(taker.key())) {
            return List.of();
        }
        if (known.size() > MOST_REMEMBERED) {
            known.remove(known.iterator().next());
        }
        begin(nowNanos);
        if (instrument == null) {
            count(Unpredicted.NO_INSTRUMENT);
            return List.of();
        }
        if (taker.usdcMicros() > taker.sharesMicros()) {
            // logged before the refund: what it paid is not known
            count(Unpredicted.AMBIGUOUS);
            fees.merge(FeeVerdict.UNDECIDED, 1L, Long::sum);
            return List.of();
        }
        TakerPrediction prediction = predict(taker, instrument, nowNanos);
        return compareFee(taker, instrument, prediction, nowNanos);
    }

    /** What was measured so far, of each class only if something of it is new. */
    public CalibrationReport report(long nowNanos) {
        begin(nowNanos);
        List<ClassFigures> news = new ArrayList<>();
        classes.forEach((of, errors) -> {
            if (errors.takeNews()) {
                news.add(errors.figures(of));
            }
        });
        return new CalibrationReport(
                sinceNanos, news, Map.copyOf(unpredicted), others, leaders, Map.copyOf(fees), drift.open());
    }

    /** Of how many markets and fee curves something is kept. */
    public int retained() {
        return drift.retained();
    }

    private void begin(long nowNanos) {
        if (sinceNanos != Long.MIN_VALUE && nowNanos / DAY_NANOS == sinceNanos / DAY_NANOS) {
            return;
        }
        sinceNanos = nowNanos;
        classes.clear();
        unpredicted.clear();
        fees.clear();
        others = 0;
        leaders = 0;
    }

    /** Null if it was not predicted. */
    private @Nullable TakerPrediction predict(ObservedTaker taker, Instrument instrument, long nowNanos) {
        Long block = taker.blockTimeNanos();
        long latest = block == null ? nowNanos : Math.min(nowNanos, block + CLOCK_TOLERANCE_NANOS);
        long earliest = (block == null ? nowNanos : block) - SLOWEST_SETTLEMENT_NANOS;
        TradePrints.Match match = prints.take(taker, earliest, latest);
        if (match == null || !match.alone()) {
            count(match == null ? Unpredicted.NO_PRINT : Unpredicted.AMBIGUOUS);
            return null;
        }
        // a price beside the grid is an average, and what was the worst is not known
        boolean onGrid = instrument.tick().allows(match.worstPrice());
        int worst = onGrid ? match.worstPrice() : taker.side() == Side.BUY ? Price.ONE : 0;
        TradeMoment before = books.beforeTrade(
                taker.tokenId(), taker.side(), taker.sharesMicros(), worst, match.atNanos(), nowNanos);
        PastBook past =
                before == null ? new PastBook.Untrusted() : books.bookAt(taker.tokenId(), before.atNanos(), nowNanos);
        return switch (past) {
            case PastBook.Known it
            when before != null -> {
                TakerPrediction prediction =
                        TakerPrediction.of(it.book(), taker.side(), taker.sharesMicros(), worst, instrument.fee());
                BookAge age = BookAge.of(before.unchangedNanos());
                classes.computeIfAbsent(CalibrationClass.of(instrument, age, taker.leader()), _ -> new ClassErrors())
                        .add(taker, instrument.tick(), prediction, onGrid);
                others += taker.leader() ? 0 : 1;
                leaders += taker.leader() ? 1 : 0;
                yield prediction;
            }
            case PastBook.Known _, PastBook.Untrusted _ -> {
                count(Unpredicted.NO_BOOK);
                yield null;
            }
            case PastBook.Outside _ -> {
                count(Unpredicted.FORGOTTEN);
                yield null;
            }
        };
    }

    private List<FeeAlarm> compareFee(
            ObservedTaker taker, Instrument instrument, @Nullable TakerPrediction prediction, long nowNanos) {
        long expected = instrument.fee().takerFeeOf(taker.sharesMicros(), taker.usdcMicros());
        FeeVerdict verdict = verdict(taker, instrument, prediction, expected);
        fees.merge(verdict, 1L, Long::sum);
        return switch (verdict) {
            case AT_AVERAGE, PER_PRICE -> drift.take(taker, instrument, expected, true, nowNanos);
            case DIFFERENT -> drift.take(taker, instrument, expected, false, nowNanos);
            case UNDECIDED, BUILT -> List.of();
        };
    }

    private static FeeVerdict verdict(
            ObservedTaker taker, Instrument instrument, @Nullable TakerPrediction prediction, long expected) {
        long charged = taker.feeMicros();
        if (Math.abs(charged - expected) <= FEE_ROUNDING_MICROS) {
            return FeeVerdict.AT_AVERAGE;
        }
        if (taker.built()) {
            return FeeVerdict.BUILT;
        }
        int tick = instrument.tick().size();
        if (prediction != null && prediction.isWhole(taker.sharesMicros()) && prediction.priceError(taker, tick) == 0) {
            return Math.abs(charged - prediction.feeMicros()) <= FEE_ROUNDING_MICROS * prediction.levels()
                    ? FeeVerdict.PER_PRICE
                    : FeeVerdict.DIFFERENT;
        }
        return isOnePrice(taker, tick) ? FeeVerdict.DIFFERENT : FeeVerdict.UNDECIDED;
    }

    /** An order that paid several prices hardly ever paid one of the grid on average. */
    private static boolean isOnePrice(ObservedTaker taker, int tick) {
        long price = Micros.mulDivHalfUp(taker.usdcMicros(), Price.ONE, taker.sharesMicros());
        long exact = Micros.mulDivHalfUp(taker.sharesMicros(), price, Price.ONE);
        return price % tick == 0 && Math.abs(exact - taker.usdcMicros()) <= 1;
    }

    private void count(Unpredicted why) {
        unpredicted.merge(why, 1L, Long::sum);
    }
}
