package io.slipstream.persistence;

import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.Integrity;
import io.slipstream.core.calibration.BookAge;
import io.slipstream.core.calibration.CalibrationClass;
import io.slipstream.core.calibration.CalibrationReport;
import io.slipstream.core.calibration.CalibrationReport.ClassFigures;
import io.slipstream.core.calibration.ErrorFigures;
import io.slipstream.core.calibration.FeeAlarm;
import io.slipstream.core.calibration.FeeVerdict;
import io.slipstream.core.calibration.ObservedTaker;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is stored of markets, their books, and how right predictions of them are. */
class MarketJournalTest extends JournalRig {

    @Test
    void keepsOneRowOfABooksHealthAndNoneOfABookThatIsGone() {
        Integrity before = new Integrity(1, 10, 1, 0, 0, 0, 0);
        Integrity after = new Integrity(2, 200, 1, 0, 0, 0, 1);
        write(List.of(measured(List.of(health(YES, before), health(NO, before)), List.of())));
        write(List.of(
                measured(List.of(health(YES, before)), List.of()), measured(List.of(health(YES, after)), List.of(NO))));
        assertThat(one("SELECT concat_ws(' ', token_id, freshness, epoch, checks, top_mismatches, failovers, score)"
                        + " FROM book_health"))
                .isEqualTo(YES + " FRESH 2 200 1 1 0.995000");
        new BookWishStore(jdbc).forgetBookHealth();
        assertThat(one("SELECT count(*)::TEXT FROM book_health")).isEqualTo("0");
    }

    @Test
    void keepsTheLatestFiguresOfEveryKindOfOrderAndOfAllTogether() {
        CalibrationClass kind = new CalibrationClass(50_000, 100, true, false, BookAge.UNDER_1_S, false);
        CalibrationReport first = calibration(new ClassFigures(kind, 1, 1, NOTHING, NOTHING), 1);
        ErrorFigures price = new ErrorFigures(4, 1, -6, 0, 120, 250, 251);
        ErrorFigures size = new ErrorFigures(5, 4, 500_000, 0, 0, 500_000, 500_000);
        CalibrationReport last = calibration(new ClassFigures(kind, 5, 1, price, size), 4);
        write(List.of(
                new Effect.CalibrationMeasured(first, NOON), new Effect.CalibrationMeasured(last, NOON + SECOND)));
        write(List.of(new Effect.CalibrationMeasured(last, NOON + SECOND)));
        assertThat(one("SELECT concat_ws(' ', fee_rate, tick, neg_risk, taker_delay, book_age, leader, orders, shallow,"
                        + " price_measured, price_exact, price_mean, price_p90, price_p99, price_worst, size_exact,"
                        + " size_mean, size_p99) FROM calibration"))
                .isEqualTo("0.050000 0.0100 t f UNDER_1_S f 5 1 4 1 -0.01 1.20 2.50 2.51 4 0.100000 0.500000");
        assertThat(one("SELECT concat_ws(' ', others, leaders, no_instrument, no_print, ambiguous, no_book, forgotten,"
                        + " fees_at_average, fees_per_price, fees_different, fees_undecided, fees_built)"
                        + " FROM calibration_total"))
                .isEqualTo("4 2 0 7 0 0 0 0 3 0 0 0");
        new CalibrationStore(jdbc).forgetBefore(Instant.ofEpochSecond(NOON / SECOND));
        assertThat(one("SELECT count(*)::TEXT FROM calibration")).isEqualTo("1");
        new CalibrationStore(jdbc).forgetBefore(Instant.ofEpochSecond(NOON / SECOND + 1));
        assertThat(one("SELECT count(*)::TEXT FROM calibration")).isEqualTo("0");
        assertThat(one("SELECT count(*)::TEXT FROM calibration_total")).isEqualTo("0");
    }

    @Test
    void knowsWhichMarketsTakeNoOrdersForNow() {
        MarketStore store = new MarketStore(jdbc);
        Instrument paused = Fixtures.paused(instrument(YES));
        for (Instrument listed : List.of(paused, instrument(YES))) {
            save(store, market("0xc1", "Will it?", listed));
            assertThat(store.loadInstruments()).containsExactly(listed);
        }
    }

    /** One market that PostgreSQL refuses is left out, and told of once. */
    @Test
    void leavesAMarketOutThatCannotBeStored() {
        MarketStore store = new MarketStore(jdbc);
        Market bad = market("0xbad", "\0", instrument(NO));
        Market good = market("0xc1", "Will it?", instrument(YES));
        for (int alarms : new int[] {1, 0}) {
            MarketStore.Saved saved = save(store, bad, good);
            assertThat(saved.stored()).containsExactly(good);
            assertThat(saved.alarms()).hasSize(alarms);
        }
        assertThat(one("SELECT string_agg(condition_id, ' ') FROM market_registry"))
                .isEqualTo("0xc1");
    }

    private static Market market(String conditionId, String title, Instrument listed) {
        return new Market(conditionId, "will-it", title, "", null, true, true, false, false, List.of(listed), null);
    }

    private static MarketStore.Saved save(MarketStore store, Market... markets) {
        return Objects.requireNonNull(transaction.execute(_ -> store.save(List.of(markets), Instant.EPOCH)));
    }

    @Test
    void endsAnAlarmOfFeesInTheRowThatBeganIt() {
        FeeAlarm alarm = new FeeAlarm(FeeAlarm.Scope.CURVE, "50000^1", instrument(YES), TAKER, 124_950, NOON, null);
        write(List.of(new Effect.FeeAlarmChanged(alarm)));
        write(List.of(new Effect.FeeAlarmChanged(alarm)));
        String row =
                "SELECT concat_ws(' ', scope, key, ended_at IS NULL, condition_id, market, tx_hash, side, shares, usdc,"
                        + " expected_usdc, actual_usdc) FROM fee_alarm";
        assertThat(one(row)).isEqualTo("CURVE 50000^1 t 0xc1 Will it? 0xt BUY 10.000000 4.900000 0.124950 0.150000");
        assertThat(new CalibrationStore(jdbc).endAlarms(Instant.EPOCH.plusNanos(NOON + SECOND)))
                .isOne();
        assertThat(one(row)).contains("50000^1 f");
        assertThat(new CalibrationStore(jdbc).endAlarms(Instant.EPOCH.plusNanos(NOON)))
                .isZero();
    }

    private static final ErrorFigures NOTHING = new ErrorFigures(0, 0, 0, 0, 0, 0, 0);

    private static final ObservedTaker TAKER =
            new ObservedTaker("0xt", "0xo", YES, Side.BUY, 10_000_000, 4_900_000, 150_000, null, false, false);

    private static CalibrationReport calibration(ClassFigures figures, long others) {
        return new CalibrationReport(
                NOON,
                List.of(figures),
                Map.of(CalibrationReport.Unpredicted.NO_PRINT, 7L),
                others,
                2,
                Map.of(FeeVerdict.PER_PRICE, 3L),
                0);
    }

    private static Effect.BooksMeasured measured(List<Effect.BookHealth> books, List<TokenId> gone) {
        return new Effect.BooksMeasured(
                books, gone, new Effect.BookTotals(books.getFirst().integrity(), Map.of()), NOON);
    }

    private static Effect.BookHealth health(TokenId token, Integrity integrity) {
        return new Effect.BookHealth(token, integrity, Freshness.FRESH);
    }
}
