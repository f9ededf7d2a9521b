package io.slipstream.persistence;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.moved;
import static io.slipstream.core.engine.Fixtures.row;
import static io.slipstream.core.engine.Fixtures.untimed;
import static io.slipstream.core.engine.Fixtures.withId;
import static io.slipstream.core.engine.Fixtures.withPayload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.attribution.Copy;
import io.slipstream.core.attribution.FollowerPenalty;
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
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.copy.SkipReason;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.FillBounds;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.execution.OpenOrder;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.portfolio.EquityPoint;
import io.slipstream.core.portfolio.Position;
import io.slipstream.core.venue.TimeInForce;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the journal stores of the engine's facts, on a real PostgreSQL. */
class JournalTest {

    private static final UUID LEADER_ID = new UUID(3, 3);

    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transaction;

    private Journal journal = new Journal(new JdbcTemplate(), new JsonMapper());
    private final LeaderFill fill = fill(1, Side.BUY, "100", "0.5");

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        // as the worker connects: rewritten batches do not tell row by row what they changed
        PGSimpleDataSource database = (PGSimpleDataSource) postgres.getPostgresDatabase();
        database.setReWriteBatchedInserts(true);
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        journal = new Journal(jdbc, new JsonMapper());
        jdbc.execute(
                "TRUNCATE leader, leader_fill, leader_fill_key, leader_fill_raw, trade, execution_attempt,"
                        + " execution_fill, polygon_cursor, one_sided_fill, rejected_log, data_api_cursor, position, equity_point CASCADE");
        jdbc.update(
                "INSERT INTO leader VALUES (?, ?, 'alice', TRUE, ?)",
                LEADER_ID,
                LEADER.hex(),
                Timestamp.from(Instant.EPOCH));
    }

    @Test
    void storesACopiedFillFromDetectionToOutcome() {
        write(copied());
        assertThat(
                        one(
                                "SELECT concat_ws(' ', status, leader_role, leader_price, leader_size, dedupe_key) FROM leader_fill"))
                .isEqualTo("PROVISIONAL taker 0.500000 100.000000 " + fill.dedupeKey());
        assertThat(one("SELECT concat_ws(' ', condition_id, outcome, title, market_key) FROM trade"))
                .isEqualTo("0xc1 Yes Will it? will-it");
        assertThat(one(
                        "SELECT concat_ws(' ', decision, decision_reason ->> 'code', limit_price, size_shares_target, status,"
                                + " status_reason, ttl_ms) FROM execution_attempt"))
                .isEqualTo("TRADE COPY 0.5100 10.000000 FILLED filled 30000");
        assertThat(one(
                        "SELECT concat_ws(' ', seq, filled_shares, fill_price, fee_usdc, liquidity) FROM execution_fill f"
                                + " JOIN execution_attempt a ON a.id = f.attempt_id"))
                .isEqualTo("0 10.000000 0.5000 0.125000 TAKER");
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill_raw")).isEqualTo("1");
        assertThat(one("SELECT equity_usdc::TEXT FROM equity_point")).isEqualTo("1000.000000");
    }

    @Test
    void storesWhyAFillIsSkipped() {
        write(List.of(
                new Effect.FillObserved(fill, null),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Skip(SkipReason.UNKNOWN_TOKEN, "no idea"),
                        100_000,
                        TimeInForce.GTC,
                        SECOND,
                        NOON)));
        assertThat(one("SELECT concat_ws(' ', decision, status, decision_reason ->> 'code', decision_reason ->> 'text',"
                        + " done_at IS NOT NULL) FROM execution_attempt"))
                .isEqualTo("SKIP SKIPPED UNKNOWN_TOKEN no idea t");
        assertThat(one("SELECT count(*)::TEXT FROM trade")).isEqualTo("0");
    }

    /** A commit whose outcome is unknown is repeated. */
    @Test
    void changesNothingWhenTheSameFactsAreWrittenAgain() {
        write(copied());
        String before = state();
        assertThat(write(copied())).isZero();
        assertThat(state()).isEqualTo(before);
    }

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
            store.save(
                    List.of(new Market(
                            "0xc1", "will-it", "Will it?", "", null, true, true, false, false, List.of(listed), null)),
                    Instant.EPOCH);
            assertThat(store.loadInstruments()).containsExactly(listed);
        }
    }

    /** The parts add up in the database too, which checks it. */
    @Test
    void storesWhatFollowingCost() {
        Copy copy = new Copy(
                Side.BUY,
                fill.sharesMicros(),
                fill.usdcMicros(),
                10_000_000,
                9_990_000,
                5_000_000,
                2_550_000,
                62_475,
                new Copy.Path(5_000, 5_050, 5_100, 5_100),
                512_345);
        write(List.of(
                new Effect.FillObserved(fill, null),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, 9_990_000, 5_100, "copy"),
                        Micros.ONE / 10,
                        TimeInForce.GTC,
                        30 * SECOND,
                        NOON),
                new Effect.CopyAttributed(fill.id(), copy, FollowerPenalty.of(copy), NOON)));
        assertThat(one("SELECT concat_ws(' ', touch_at_leader, touch_at_detection, touch_at_decision, touch_at_arrival,"
                        + " penalty_mark, penalty_spread_usdc, penalty_detection_usdc, penalty_decision_usdc,"
                        + " penalty_submission_usdc, penalty_impact_usdc, penalty_fee_usdc, penalty_rounding_usdc,"
                        + " penalty_unfilled_usdc, penalty_usdc) FROM execution_attempt"))
                .isEqualTo("0.5000 0.5050 0.5100 0.5100 0.512345 0.000000 0.025000 0.025000 0.000000 0.000000 0.062475"
                        + " 0.000124 0.061601 0.174200");
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

    /** Trap: a crash between a fill and its order. A decision may wait for its book: a worker that is killed meanwhile leaves a fill without one. */
    @Test
    void namesTheFillsThatNobodyDecided() {
        BookWishStore wishes = new BookWishStore(jdbc);
        Instant detected = Instant.ofEpochSecond(NOON / SECOND);
        LeaderFill waiting = withId(fill, new UUID(detected.toEpochMilli() << 16 | 0x7000, 1L << 63));
        write(List.of(new Effect.FillObserved(waiting, instrument(YES))));
        assertThat(wishes.undecidedSince(detected.minusSeconds(1)))
                .extracting(LeaderFill::id)
                .containsExactly(waiting.id());
        assertThat(wishes.undecidedSince(detected.plusSeconds(1))).isEmpty();
        write(List.of(new Effect.AttemptDecided(
                waiting, new Decision.Skip(SkipReason.RESTARTED, "stopped"), 100_000, TimeInForce.GTC, SECOND, NOON)));
        assertThat(wishes.undecidedSince(detected.minusSeconds(1))).isEmpty();
    }

    @Test
    void storesWhatAnOrderWouldHaveGotUnderOtherModels() {
        write(copied());
        write(List.of(new Effect.AttemptBounded(
                fill.id(),
                new FillBounds(
                        new FillBounds.Bound(Micros.ONE, Micros.ONE / 2, 10),
                        new FillBounds.Bound(10 * Micros.ONE, 5 * Micros.ONE, 100)))));
        assertThat(one(
                        "SELECT concat_ws(' ', pessimistic_shares, pessimistic_usdc, pessimistic_fee_usdc, optimistic_shares,"
                                + " optimistic_usdc, optimistic_fee_usdc) FROM execution_attempt"))
                .isEqualTo("1.000000 0.500000 0.000010 10.000000 5.000000 0.000100");
    }

    /** A reversal, never a deletion; and nothing that is settled changes again. */
    @Test
    void keepsAFillThatWasUndone() {
        write(copied());
        jdbc.update("UPDATE execution_fill SET settlement = 'MATCHED'");
        Effect.FillSettled undone = new Effect.FillSettled(fill.id(), 0, Settlement.FAILED, NOON + 4 * SECOND);
        write(List.of(undone));
        write(List.of(undone, new Effect.FillSettled(fill.id(), 0, Settlement.CONFIRMED, NOON + 5 * SECOND)));
        assertThat(one("SELECT concat_ws(' ', settlement, extract(EPOCH FROM settled_at)::BIGINT - %d, filled_shares)"
                                .formatted(NOON / SECOND)
                        + " FROM execution_fill"))
                .isEqualTo("FAILED 4 10.000000");
    }

    /** What was to fail is not known to the next worker. */
    @Test
    void takesWhatHadNotSettledForSettled() {
        write(copied());
        jdbc.update("UPDATE execution_fill SET settlement = 'MATCHED'");
        new OpenOrderStore(jdbc).endWhatIsOver(Instant.ofEpochSecond(NOON / SECOND));
        assertThat(one("SELECT settlement FROM execution_fill")).isEqualTo("CONFIRMED");
    }

    /** Trap: a restart orphans the timer of an open order. */
    @Test
    void bringsBackOpenOrdersAndEndsThoseThatAreOver() {
        OpenOrderStore store = new OpenOrderStore(jdbc);
        listMarket();
        write(List.of(
                new Effect.FillObserved(fill, instrument(YES)),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, 10 * Micros.ONE, 5_100, "copy"),
                        Micros.ONE / 10,
                        TimeInForce.GTC,
                        30 * SECOND,
                        NOON)));
        Instant noon = Instant.ofEpochSecond(NOON / SECOND);
        write(List.of(
                new Effect.AttemptPlaced(fill.id(), NOON + SECOND),
                new Effect.AttemptFilled(new ExecutionFill(
                        fill.id(),
                        0,
                        4 * Micros.ONE,
                        5_000,
                        77,
                        Liquidity.TAKER,
                        Settlement.CONFIRMED,
                        NOON + SECOND))));
        assertThat(store.endWhatIsOver(noon.plusSeconds(30))).isZero();
        assertThat(store.goingOn(token -> instrument(token), noon.plusSeconds(30)))
                .containsExactly(new OpenOrder(
                        new OrderRequest(
                                fill.id(),
                                instrument(YES),
                                Side.BUY,
                                10 * Micros.ONE,
                                5_100,
                                TimeInForce.GTC,
                                30 * SECOND,
                                0),
                        NOON + SECOND,
                        4 * Micros.ONE,
                        2 * Micros.ONE,
                        77,
                        1));
        assertThat(store.endWhatIsOver(noon.plusSeconds(31))).isEqualTo(1);
        assertThat(
                        one(
                                "SELECT concat_ws(' ', status, status_reason, extract(EPOCH FROM done_at)::BIGINT) FROM execution_attempt"))
                .isEqualTo("PARTIAL time to live was over while the worker was down " + (NOON / SECOND + 31));
        assertThat(store.goingOn(token -> instrument(token), noon.plusSeconds(31)))
                .isEmpty();
    }

    /** A GTD order ends when the venue ends it, whenever it was placed; what does not rest is over. */
    @Test
    void bringsBackAnOrderThatExpiresWithTheSameEnd() {
        OpenOrderStore store = new OpenOrderStore(jdbc);
        listMarket();
        LeaderFill other = fill(2, Side.BUY, "100", "0.5");
        write(List.of(
                new Effect.FillObserved(fill, instrument(YES)),
                new Effect.FillObserved(other, instrument(YES)),
                decided(fill, TimeInForce.GTD),
                decided(other, TimeInForce.FAK),
                new Effect.AttemptPlaced(fill.id(), NOON + 2 * SECOND),
                new Effect.AttemptPlaced(other.id(), NOON + 2 * SECOND)));
        Instant noon = Instant.ofEpochSecond(NOON / SECOND);
        assertThat(store.endWhatIsOver(noon.plusSeconds(200))).isEqualTo(1);
        assertThat(store.goingOn(token -> instrument(token), noon.plusSeconds(200)))
                .extracting(open -> open.request().expirationSeconds())
                .containsExactly(NOON / SECOND + 201);
        assertThat(store.endWhatIsOver(noon.plusSeconds(201))).isEqualTo(1);
        assertThat(one("SELECT string_agg(concat_ws(' ', time_in_force, status, status_reason,"
                        + " extract(EPOCH FROM done_at)::BIGINT - %d), '; ' ORDER BY leader_fill_id)"
                                .formatted(NOON / SECOND)
                        + " FROM execution_attempt"))
                .isEqualTo("GTD CANCELED expired while the worker was down 201; "
                        + "FAK CANCELED the worker stopped before the venue had answered 2");
    }

    private static Effect.AttemptDecided decided(LeaderFill fill, TimeInForce timeInForce) {
        return new Effect.AttemptDecided(
                fill,
                new Decision.Trade(Side.BUY, 10 * Micros.ONE, 5_100, "copy"),
                Micros.ONE / 10,
                timeInForce,
                200 * SECOND,
                NOON + SECOND / 2);
    }

    @Test
    void endsOrdersThatNeverReachedABookOrWhoseMarketHasEnded() {
        OpenOrderStore store = new OpenOrderStore(jdbc);
        listMarket();
        write(List.of(
                new Effect.FillObserved(fill, instrument(YES)),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, Micros.ONE, 5_100, "copy"),
                        Micros.ONE,
                        TimeInForce.GTC,
                        30 * SECOND,
                        NOON)));
        Instant noon = Instant.ofEpochSecond(NOON / SECOND);
        assertThat(store.endWhatIsOver(noon.plusSeconds(1))).isEqualTo(1);
        jdbc.update("UPDATE execution_attempt SET done_at = NULL, placed_at = decided_at, status = 'SUBMITTED'");
        jdbc.update("UPDATE market_registry SET closed = TRUE");
        assertThat(store.goingOn(token -> instrument(token), noon.plusSeconds(1)))
                .isEmpty();
        assertThat(one("SELECT status_reason FROM execution_attempt")).isEqualTo("the market does not trade any more");
    }

    @Test
    void storesAllOrNothing() {
        Effect.AttemptFilled ofNobody = new Effect.AttemptFilled(
                new ExecutionFill(new UUID(5, 5), 0, 1, 5_000, 0, Liquidity.TAKER, Settlement.CONFIRMED, NOON));
        assertThatThrownBy(() -> write(List.of(new Effect.FillObserved(fill, null), ofNobody)))
                .isInstanceOf(DataAccessException.class);
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill")).isEqualTo("0");
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill_key")).isEqualTo("0");
    }

    /** Another fill of the same chain identity is never stored, nor what follows from it. */
    @Test
    void refusesAStrangerWithAKnownIdentity() {
        write(copied());
        LeaderFill stranger = moved(fill, fill.blockNumber(), fill.blockHash(), fill.logIndex());
        assertThat(stranger.id()).isNotEqualTo(fill.id());
        LeaderFill fresh = fill(2, Side.BUY, "50", "0.4");
        assertThat(write(List.of(
                        new Effect.FillObserved(fresh, null),
                        new Effect.FillObserved(stranger, null),
                        new Effect.AttemptDecided(
                                fresh, new Decision.Skip(SkipReason.NO_BOOK, "x"), 1, TimeInForce.GTC, SECOND, NOON),
                        new Effect.AttemptDecided(
                                stranger,
                                new Decision.Skip(SkipReason.NO_BOOK, "x"),
                                1,
                                TimeInForce.GTC,
                                SECOND,
                                NOON))))
                .isEqualTo(1);
        assertThat(write(List.of(new Effect.AttemptFilled(new ExecutionFill(
                        stranger.id(), 0, 1, 5_000, 0, Liquidity.TAKER, Settlement.CONFIRMED, NOON)))))
                .isZero();
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill")).isEqualTo("2");
        assertThat(one("SELECT count(*)::TEXT FROM execution_attempt")).isEqualTo("2");
    }

    @Test
    void followsAFillThroughAReorgAndFinality() {
        write(copied());
        write(List.of(new Effect.FillInvalidated(fill.id())));
        assertThat(one("SELECT status FROM leader_fill")).isEqualTo("INVALIDATED");
        LeaderFill now = moved(fill, 12, "0xb12", 5);
        write(List.of(new Effect.FillRelocated(fill.id(), now)));
        assertThat(one("SELECT concat_ws(' ', status, block_number, log_index, dedupe_key) FROM leader_fill"))
                .isEqualTo("PROVISIONAL 12 5 " + now.dedupeKey());
        write(List.of(new Effect.FillsConfirmed(List.of(fill.id()))));
        assertThat(one("SELECT status FROM leader_fill")).isEqualTo("CONFIRMED");
        write(List.of(new Effect.FillInvalidated(fill.id())));
        assertThat(one("SELECT status FROM leader_fill"))
                .as("what is final stays final")
                .isEqualTo("CONFIRMED");
    }

    @Test
    void marksWhatFollowedFromAFillThatIsGoneUntilItComesBack() {
        write(copied());
        String marked = "SELECT concat_ws(' ', count(a.cause_invalidated_at), count(f.cause_invalidated_at))"
                + " FROM execution_attempt a JOIN execution_fill f ON f.attempt_id = a.leader_fill_id";
        assertThat(one(marked)).isEqualTo("0 0");
        write(List.of(new Effect.FillInvalidated(fill.id())));
        assertThat(one(marked)).isEqualTo("1 1");
        write(List.of(new Effect.FillRelocated(fill.id(), moved(fill, 12, "0xb12", 5))));
        assertThat(one(marked)).isEqualTo("0 0");
    }

    @Test
    void completesARowWithTheIdentityOfTheChain() {
        LeaderFill row = row(fill, 71);
        List<Effect.Fact> facts = List.of(
                new Effect.FillObserved(row, null),
                new Effect.AttemptDecided(
                        row, new Decision.Skip(SkipReason.NO_BOOK, "x"), 1, TimeInForce.GTC, SECOND, NOON),
                new Effect.OneSided(row.id(), "data_api", NOON),
                new Effect.FillCompleted(row.id(), fill));
        write(facts);
        write(facts);
        assertThat(one("SELECT concat_ws(' ', id, source, block_number, log_index, leader_role, dedupe_key, row_key)"
                        + " FROM leader_fill"))
                .isEqualTo(row.id() + " data_api 10 1 taker " + fill.dedupeKey() + " " + row.dedupeKey());
        assertThat(one("SELECT string_agg(source, ' ' ORDER BY source) FROM leader_fill_raw"))
                .isEqualTo("data_api polygon");
        assertThat(one("SELECT count(*)::TEXT FROM one_sided_fill WHERE resolved_at IS NULL"))
                .isEqualTo("0");
        assertThat(write(List.of(new Effect.FillObserved(fill, null))))
                .as("the chain's identity is claimed")
                .isEqualTo(1);
    }

    @Test
    void notesTheRowOfAChainFill() {
        LeaderFill row = row(fill, 71);
        write(copied());
        write(List.of(
                new Effect.FillSeenByRow(fill.id(), row),
                new Effect.RowsCursorMoved(LEADER, 1_800, NOON),
                new Effect.RowsCursorMoved(LEADER, 1_700, NOON)));
        assertThat(one("SELECT row_key FROM leader_fill")).isEqualTo(row.dedupeKey());
        assertThat(write(List.of(new Effect.FillObserved(row, null)))).isEqualTo(1);
        assertThat(one("SELECT extract(EPOCH FROM read_up_to)::BIGINT::TEXT FROM data_api_cursor"))
                .isEqualTo("1800");
    }

    /** Every node and every scan delivers the same garbage: it is kept once, whatever bytes it has. */
    @Test
    void keepsARejectedLogOnce() {
        Effect.LogRejected rejected = new Effect.LogRejected(NOON, "polygon", "no \0 fill", "{\"a\":\"\0\"}");
        write(List.of(rejected, rejected));
        write(List.of(rejected));
        assertThat(one("SELECT concat_ws(' ', source, reason, payload) FROM rejected_log"))
                .isEqualTo("polygon no ? fill {\"a\":\"?\"}");
    }

    /** A payload that JSONB cannot hold must not keep a fill out. */
    @Test
    void storesAPayloadThatIsNoStorableJson() {
        LeaderFill nul = withPayload(fill(1, Side.BUY, "1", "0.5"), "{\"a\":\"\\u0000\"}");
        LeaderFill huge = withPayload(fill(2, Side.BUY, "1", "0.5"), "{\"a\":1e999999}");
        write(List.of(new Effect.FillObserved(nul, null), new Effect.FillObserved(huge, null)));
        assertThat(one("SELECT string_agg(jsonb_typeof(payload), ' ') FROM leader_fill_raw"))
                .isEqualTo("string string");
    }

    @Test
    void completesABlockTimeThatCameLater() {
        write(copied());
        write(List.of(new Effect.FillTimed(fill.id(), NOON + 7 * SECOND)));
        assertThat(one("SELECT extract(EPOCH FROM fill_ts)::BIGINT::TEXT FROM leader_fill"))
                .isEqualTo(Long.toString(NOON / SECOND + 7));
    }

    @Test
    void neverMovesACursorBack() {
        write(List.of(cursor(10)));
        write(List.of(cursor(7)));
        assertThat(one("SELECT last_processed_block::TEXT FROM polygon_cursor")).isEqualTo("10");
        write(List.of(cursor(11)));
        assertThat(one("SELECT last_processed_block::TEXT FROM polygon_cursor")).isEqualTo("11");
    }

    @Test
    void movesACursorToTheFarthestOfSeveralMoves() {
        write(List.of(cursor(12), cursor(30), cursor(20)));
        assertThat(one("SELECT last_processed_block::TEXT FROM polygon_cursor")).isEqualTo("30");
    }

    /** More than go out in one statement, one of them twice in the list, and their cursors between them. */
    @Test
    void storesManyFillsOfOneList() {
        List<Effect.Fact> facts = new ArrayList<>();
        for (int number = 1; number <= 1_201; number++) {
            facts.add(new Effect.FillObserved(fill(number, Side.BUY, "100", "0.5"), instrument(YES)));
            facts.add(cursor(number));
        }
        facts.add(facts.getFirst());
        assertThat(write(facts)).isZero();
        assertThat(write(facts)).isZero();
        assertThat(one(
                        "SELECT concat_ws(' ', (SELECT count(*) FROM leader_fill), (SELECT count(*) FROM leader_fill_raw),"
                                + " (SELECT count(*) FROM trade), (SELECT last_processed_block FROM polygon_cursor))"))
                .isEqualTo("1201 1201 1201 1201");
    }

    /** A time goes to the microsecond, and what is not known stays so. */
    @Test
    void keepsTimesAndFiguresAsTheyAre() {
        write(List.of(new Effect.FillObserved(untimed(fill), null)));
        assertThat(one(
                        "SELECT concat_ws(' ', fill_ts IS NULL, detected_at = to_timestamp(%d), token_id, fee_usdc, combo)"
                                        .formatted(NOON / SECOND + 1)
                                + " FROM leader_fill"))
                .isEqualTo("t t 1001 0.000000 f");
    }

    /** Where following began is told by the first move, though the last one of a transaction is what counts. */
    @Test
    void remembersWhereFollowingBegan() {
        write(List.of(cursor(10), cursor(30), cursor(20)));
        write(List.of(cursor(40)));
        assertThat(one("SELECT concat_ws(' ', first_block, last_processed_block) FROM polygon_cursor"))
                .isEqualTo("11 40");
    }

    /** A leader who was followed before is followed again from a block of the past: a restart must not skip it. */
    @Test
    void movesACursorBackWhenFollowingBeginsAnew() {
        write(List.of(cursor(90)));
        write(List.of(new Effect.CursorsMoved(
                new CursorMove(Set.of(EXCHANGE), Set.of(LEADER), Cursor.MAKER_TOPIC, 39, true), NOON)));
        assertThat(one("SELECT concat_ws(' ', first_block, last_processed_block) FROM polygon_cursor"))
                .isEqualTo("40 39");
        write(List.of(cursor(50)));
        assertThat(one("SELECT concat_ws(' ', first_block, last_processed_block) FROM polygon_cursor"))
                .isEqualTo("40 50");
    }

    private static Effect.Fact cursor(long block) {
        return new Effect.CursorsMoved(
                new CursorMove(Set.of(EXCHANGE), Set.of(LEADER), Cursor.MAKER_TOPIC, block), NOON);
    }

    private List<Effect.Fact> copied() {
        UUID id = fill.id();
        return List.of(
                new Effect.FillObserved(fill, instrument(YES)),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, 10 * Micros.ONE, 5_100, "buy"),
                        100_000,
                        TimeInForce.GTC,
                        30 * SECOND,
                        NOON),
                new Effect.AttemptPlaced(id, NOON + SECOND),
                new Effect.AttemptFilled(new ExecutionFill(
                        id, 0, 10 * Micros.ONE, 5_000, 125_000, Liquidity.TAKER, Settlement.CONFIRMED, NOON + SECOND)),
                new Effect.PositionChanged(new Position(
                        YES, "0xc1", 10 * Micros.ONE, 5 * Micros.ONE, 0, 125_000, null, null, NOON, NOON + SECOND)),
                new Effect.AttemptDone(id, OrderOutcome.FILLED, "filled", NOON + SECOND),
                new Effect.EquityMeasured(new EquityPoint(NOON, 1, 2, 1_000 * Micros.ONE, 3, 4, 5, 0)),
                cursor(10));
    }

    private int write(List<Effect.Fact> facts) {
        Integer refused = transaction.execute(_ -> journal.write(facts, Map.of(LEADER, LEADER_ID)));
        return refused == null ? -1 : refused;
    }

    private static String state() {
        return one("SELECT concat_ws('|', (SELECT string_agg(f::TEXT, ',') FROM leader_fill f),"
                + " (SELECT string_agg((to_jsonb(a) - 'created_at')::TEXT, ',') FROM execution_attempt a),"
                + " (SELECT string_agg(e::TEXT, ',') FROM execution_fill e), (SELECT string_agg(p::TEXT, ',') FROM position p),"
                + " (SELECT count(*) FROM leader_fill_raw), (SELECT count(*) FROM equity_point))");
    }

    private static String one(String sql) {
        return String.valueOf(jdbc.queryForObject(sql, String.class));
    }

    private static Effect.BooksMeasured measured(List<Effect.BookHealth> books, List<TokenId> gone) {
        return new Effect.BooksMeasured(
                books, gone, new Effect.BookTotals(books.getFirst().integrity(), Map.of()), NOON);
    }

    private static Effect.BookHealth health(TokenId token, Integrity integrity) {
        return new Effect.BookHealth(token, integrity, Freshness.FRESH);
    }

    private static void listMarket() {
        jdbc.execute("TRUNCATE market_registry CASCADE");
        jdbc.update(
                "INSERT INTO market_registry VALUES ('0xc1', 'm', 'M?', '', NULL, TRUE, TRUE, FALSE, FALSE, now())");
        jdbc.update(
                "INSERT INTO market_token VALUES (?, '0xc1', 'Yes', 0, 0.01, 5, 0.05, 1, TRUE, FALSE, NULL, now())",
                SqlTypes.decimal(YES));
    }
}
