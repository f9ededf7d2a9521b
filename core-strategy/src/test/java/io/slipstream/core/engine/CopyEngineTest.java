package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.by;
import static io.slipstream.core.engine.Fixtures.combo;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.inTransaction;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.moved;
import static io.slipstream.core.engine.Fixtures.paused;
import static io.slipstream.core.engine.Fixtures.untimed;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.copy.SkipReason;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyEngineTest {

    private static final EngineConfig CONFIG = Fixtures.config(0);

    private static final Address OTHER_LEADER = new Address("0x" + "ab".repeat(20));
    private static final ScanScope SCOPE = new ScanScope(Set.of(EXCHANGE), Set.of(LEADER));

    private final List<Effect> effects = new ArrayList<>();
    private final CopyEngine engine = new CopyEngine(CONFIG, RestoredState.EMPTY, effects::add);

    @Test
    void copiesAFillFromDetectionToSettlement() {
        ready();
        detect(1, fill(1, Side.BUY, "100", "0.5"));
        pass(2);
        assertThat(of(Effect.FillObserved.class)).hasSize(1);
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
        assertThat(of(Effect.AttemptPlaced.class))
                .extracting(Effect.AttemptPlaced::atNanos)
                .containsExactly(NOON + SECOND + 150_000_000);
        assertThat(of(Effect.AttemptFilled.class)).hasSize(2);
        assertThat(of(Effect.AttemptDone.class))
                .extracting(Effect.AttemptDone::outcome)
                .containsExactly(OrderOutcome.FILLED);
        engine.process(new EngineEvent.MarketResolved(NOON + 20 * SECOND, "0xc1", Map.of(YES, Micros.ONE, NO, 0L)));
        pass(30);
        Effect.EquityMeasured last = of(Effect.EquityMeasured.class).getLast();
        // 6 at 0.50 and 4 at 0.51 paid out at 1, less the fee of ten at 0.504, 0.12499
        assertThat(last.point().equityMicros()).isEqualTo(Micros.parse("1004.83501"));
        assertThat(last.point().cashMicros()).isEqualTo(last.point().equityMicros());
    }

    /** It took orders when we decided, and takes none when ours arrives. */
    @Test
    void isRefusedByAMarketThatTakesNoOrdersForAWhile() {
        ready();
        detect(1, fill(1, Side.BUY, "100", "0.5"));
        engine.process(new EngineEvent.InstrumentsListed(NOON + SECOND, List.of(paused(instrument(YES)))));
        pass(2);
        assertThat(of(Effect.AttemptDone.class)).hasSize(1).first().satisfies(done -> {
            assertThat(done.outcome()).isEqualTo(OrderOutcome.FAILED);
            assertThat(done.reason()).isEqualTo("MARKET_NOT_ACCEPTING: the market is not accepting orders");
        });
    }

    @Test
    void makesOneAttemptHoweverOftenAFillIsDelivered() {
        ready();
        LeaderFill fill = fill(1, Side.BUY, "100", "0.5");
        detect(1, fill);
        detect(2, fill);
        engine.process(new EngineEvent.RangeScanned(
                NOON + 3 * SECOND,
                SCOPE,
                List.of(fill),
                9,
                10,
                12,
                List.of(new CursorMove(SCOPE.exchanges(), SCOPE.leaders(), Cursor.MAKER_TOPIC, 10))));
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
        assertThat(of(Effect.FillsConfirmed.class)).containsExactly(new Effect.FillsConfirmed(List.of(fill.id())));
        assertThat(of(Effect.CursorsMoved.class)).hasSize(1);
    }

    @Test
    void countsSixteenFillsInOneTransaction() {
        ready();
        List<LeaderFill> fills = IntStream.range(0, 16)
                .mapToObj(i -> inTransaction(fill(i, Side.BUY, "10", "0.5"), "0xone", "0xo" + i))
                .toList();
        engine.process(new EngineEvent.FillsDetected(NOON + SECOND, fills));
        assertThat(of(Effect.AttemptDecided.class)).hasSize(16);
    }

    @Test
    void countsTwoLeadersInOneTransaction() {
        ready();
        LeaderFill one = inTransaction(fill(1, Side.BUY, "10", "0.5"), "0xone", "0xo1");
        LeaderFill other = by(OTHER_LEADER, inTransaction(fill(2, Side.SELL, "10", "0.5"), "0xone", "0xo2"));
        detect(1, one);
        detect(1, other);
        assertThat(of(Effect.FillObserved.class))
                .extracting(observed -> observed.fill().leader())
                .containsExactly(LEADER, OTHER_LEADER);
    }

    /** The rest of an order that took what stood there comes to stand itself: another transaction fills it. */
    @Test
    void countsAnOrderThatTookAndThenMadeTwice() {
        ready();
        detect(1, inTransaction(fill(1, Side.BUY, "10", "0.5"), "0xone", "0xsame"));
        detect(2, inTransaction(fill(2, Side.BUY, "5", "0.5"), "0xtwo", "0xsame"));
        assertThat(of(Effect.AttemptDecided.class)).hasSize(2);
    }

    @Test
    void countsOneOrderFilledTwiceByOneTransactionTwice() {
        ready();
        detect(1, inTransaction(fill(1, Side.BUY, "10", "0.5"), "0xone", "0xsame"));
        detect(1, inTransaction(fill(2, Side.BUY, "10", "0.5"), "0xone", "0xsame"));
        assertThat(of(Effect.AttemptDecided.class)).hasSize(2);
    }

    @Test
    void followsAFillThroughAReorgWithoutASecondAttempt() {
        ready();
        LeaderFill fill = fill(1, Side.BUY, "100", "0.5");
        detect(1, fill);
        engine.process(new EngineEvent.FillRemoved(NOON + 2 * SECOND, fill.orderKey(), fill.sighting()));
        engine.process(new EngineEvent.FillRemoved(NOON + 2 * SECOND, fill.orderKey(), fill.sighting()));
        assertThat(of(Effect.FillInvalidated.class)).containsExactly(new Effect.FillInvalidated(fill.id()));
        LeaderFill again = moved(fill, 11, "0xb11", 4);
        detect(3, again);
        assertThat(relocations()).containsExactly(new Relocation(fill.id(), again));
        // and silently, without the node having said so
        LeaderFill third = moved(fill, 12, "0xb12", 4);
        detect(4, third);
        assertThat(relocations()).hasSize(2);
        // and to the same place in another block of the same height
        LeaderFill fourth = moved(fill, 12, "0xb12b", 4);
        detect(5, fourth);
        detect(5, fourth);
        assertThat(relocations()).hasSize(3);
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
    }

    /** Trap: a fill is marked as processed after its order, and a crash between the two orders it again. */
    @Test
    void knowsTheFillsOfTheRunBefore() {
        LeaderFill fill = fill(1, Side.BUY, "100", "0.5");
        CopyEngine restarted = new CopyEngine(
                CONFIG,
                new RestoredState(
                        List.of(instrument(YES)),
                        List.of(),
                        List.of(new StoredFill(fill, StoredFill.State.PROVISIONAL, null)),
                        List.of()),
                effects::add);
        restarted.process(new EngineEvent.FillsDetected(NOON + SECOND, List.of(fill)));
        assertThat(of(Effect.AttemptDecided.class)).isEmpty();
    }

    @Test
    void revivesAFillThatTheRunBeforeSawTakenBack() {
        LeaderFill fill = fill(1, Side.BUY, "100", "0.5");
        CopyEngine restarted = new CopyEngine(
                CONFIG,
                new RestoredState(
                        List.of(instrument(YES)),
                        List.of(),
                        List.of(new StoredFill(fill, StoredFill.State.INVALIDATED, null)),
                        List.of()),
                effects::add);
        restarted.process(new EngineEvent.FillsDetected(NOON + SECOND, List.of(fill)));
        assertThat(relocations()).containsExactly(new Relocation(fill.id(), fill));
        assertThat(of(Effect.AttemptDecided.class)).isEmpty();
    }

    @Test
    void followsAFillBackToWhereItWasBefore() {
        ready();
        LeaderFill here = fill(1, Side.BUY, "100", "0.5");
        LeaderFill there = moved(here, 11, "0xb11", 4);
        detect(1, here);
        detect(2, there);
        detect(3, here);
        assertThat(relocations()).extracting(Relocation::now).containsExactly(there, here);
        // what is taken back from the block where it is no more changes nothing
        engine.process(new EngineEvent.FillRemoved(NOON + 4 * SECOND, there.orderKey(), there.sighting()));
        assertThat(of(Effect.FillInvalidated.class)).isEmpty();
    }

    /** A reorg shifts the logs of a transaction: the first fill comes to where the second was. */
    @Test
    void tellsNeighboursApartThatMoveIntoEachOthersPlace() {
        ready();
        LeaderFill first = inTransaction(fill(26, Side.BUY, "100", "0.5"), "0xone", "0xfirst");
        LeaderFill second = inTransaction(fill(28, Side.BUY, "100", "0.5"), "0xone", "0xsecond");
        detect(1, first);
        detect(1, second);
        LeaderFill firstNow = moved(first, 10, "0xb10b", 28);
        LeaderFill secondNow = moved(second, 10, "0xb10b", 30);
        detect(2, firstNow);
        detect(2, secondNow);
        assertThat(relocations())
                .containsExactly(new Relocation(first.id(), firstNow), new Relocation(second.id(), secondNow));
        assertThat(of(Effect.AttemptDecided.class)).hasSize(2);
    }

    /** A node that lags tells of a fork that lost after everybody else knows what is final. */
    @Test
    void leavesAFinalFillWhereItIs() {
        ready();
        LeaderFill fill = fill(1, Side.BUY, "100", "0.5");
        LeaderFill elsewhere = moved(fill, 11, "0xb11", 4);
        scan(1, 10, List.of(fill));
        detect(2, elsewhere);
        engine.process(new EngineEvent.FillRemoved(NOON + 3 * SECOND, fill.orderKey(), fill.sighting()));
        assertThat(relocations()).isEmpty();
        assertThat(of(Effect.FillInvalidated.class)).isEmpty();
    }

    @Test
    void cancelsTheCopyOfAFillThatIsTakenBack() {
        ready();
        LeaderFill fill = fill(1, Side.BUY, "1000", "0.5");
        detect(1, fill);
        pass(2);
        engine.process(new EngineEvent.FillRemoved(NOON + 3 * SECOND, fill.orderKey(), fill.sighting()));
        pass(4); // the cancel is on its way
        assertThat(of(Effect.AttemptDone.class))
                .extracting(Effect.AttemptDone::reason)
                .containsExactly("the leader's fill was taken back");
    }

    @Test
    void invalidatesWhatAFinalRangeDoesNotHoldAndCancelsItsCopy() {
        ready();
        LeaderFill fill = fill(1, Side.BUY, "1000", "0.5");
        detect(1, fill);
        scan(2, 9, List.of());
        assertThat(of(Effect.FillInvalidated.class))
                .as("its block is not final")
                .isEmpty();
        scan(3, 10, List.of());
        assertThat(of(Effect.FillInvalidated.class)).containsExactly(new Effect.FillInvalidated(fill.id()));
        pass(4);
        assertThat(of(Effect.AttemptDone.class)).hasSize(1);
    }

    /** A scan of somebody else says nothing of this leader. */
    @Test
    void leavesAloneWhoWasNotScanned() {
        ready();
        detect(1, fill(1, Side.BUY, "100", "0.5"));
        ScanScope others = new ScanScope(Set.of(EXCHANGE), Set.of(EXCHANGE));
        engine.process(new EngineEvent.RangeScanned(NOON + 2 * SECOND, others, List.of(), 1, 20, 30, List.of()));
        assertThat(of(Effect.FillInvalidated.class)).isEmpty();
    }

    /** No node took anything back, but the heads went another way; then the transaction comes back in another block. */
    @Test
    void invalidatesAndRevivesTheFillsOfABlockThatTheHeadsLeaveBehind() {
        ready();
        LeaderFill fill = fill(1, Side.BUY, "100", "0.5");
        detect(1, fill);
        engine.process(new EngineEvent.BlocksOrphaned(NOON + 2 * SECOND, Set.of("0xb10", "0xb11")));
        assertThat(of(Effect.FillInvalidated.class)).containsExactly(new Effect.FillInvalidated(fill.id()));
        LeaderFill back = moved(fill, 11, "0xb11b", 4);
        detect(3, back);
        assertThat(relocations()).containsExactly(new Relocation(fill.id(), back));
        scan(4, 12, List.of(back));
        assertThat(of(Effect.FillsConfirmed.class)).containsExactly(new Effect.FillsConfirmed(List.of(fill.id())));
        engine.process(new EngineEvent.BlocksOrphaned(NOON + 5 * SECOND, Set.of("0xb11b")));
        assertThat(of(Effect.FillInvalidated.class)).as("final stays final").hasSize(1);
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
    }

    @Test
    void completesTheTimeOfABlockOnce() {
        ready();
        LeaderFill fill = untimed(fill(1, Side.BUY, "100", "0.5"));
        detect(1, fill);
        engine.process(new EngineEvent.BlockTimed(NOON + 2 * SECOND, "0xb10", NOON));
        engine.process(new EngineEvent.BlockTimed(NOON + 2 * SECOND, "0xb10", NOON));
        assertThat(of(Effect.FillTimed.class)).containsExactly(new Effect.FillTimed(fill.id(), NOON));
    }

    /** Read far behind the head, the fill is final before anybody tells the time of its block. */
    @Test
    void completesTheTimeOfAFillThatIsFinal() {
        ready();
        LeaderFill fill = untimed(fill(1, Side.BUY, "100", "0.5"));
        scan(1, 10, List.of(fill));
        engine.process(new EngineEvent.BlockTimed(NOON + 2 * SECOND, "0xb10", NOON));
        assertThat(of(Effect.FillTimed.class)).containsExactly(new Effect.FillTimed(fill.id(), NOON));
        scan(3, 10, List.of(fill));
        assertThat(of(Effect.FillInvalidated.class)).isEmpty();
    }

    /** Read behind the head and without a time: a second a block is the least that has passed. */
    @Test
    void doesNotCopyAnOldFillWhoseTimeIsNotKnown() {
        ready();
        LeaderFill fill = untimed(fill(1, Side.BUY, "100", "0.5"));
        engine.process(new EngineEvent.RangeScanned(NOON + SECOND, SCOPE, List.of(fill), 1, 0, 10 + 31, List.of()));
        assertThat(of(Effect.AttemptDecided.class).getLast().decision())
                .isInstanceOfSatisfying(
                        Decision.Skip.class, s -> assertThat(s.reason()).isEqualTo(SkipReason.FILL_TOO_OLD));
    }

    @Test
    void recordsACombinationAndNeverCopiesIt() {
        ready();
        detect(1, combo(fill(1, Side.BUY, "100", "0.5")));
        assertThat(of(Effect.FillObserved.class)).hasSize(1);
        assertThat(of(Effect.BookWanted.class)).isEmpty();
        assertThat(of(Effect.AttemptDecided.class).getLast().decision())
                .isInstanceOfSatisfying(
                        Decision.Skip.class, s -> assertThat(s.reason()).isEqualTo(SkipReason.COMBO));
    }

    @Test
    void waitsForThePayoutOfAMarketThatEnded() {
        ready();
        detect(1, fill(1, Side.BUY, "100", "0.5"));
        pass(2);
        engine.process(new EngineEvent.TradingEnded(NOON + 3 * SECOND, List.of(YES, NO)));
        detect(4, fill(2, Side.BUY, "100", "0.5"));
        assertThat(of(Effect.AttemptDecided.class).getLast().decision())
                .isInstanceOfSatisfying(
                        Decision.Skip.class, s -> assertThat(s.reason()).isEqualTo(SkipReason.MARKET_CLOSED));
        assertThat(of(Effect.PositionChanged.class).getLast().position().settledPayoutMicros())
                .isNull();
        engine.process(new EngineEvent.MarketResolved(
                NOON + 5 * SECOND, "0xc1", Map.of(YES, Micros.ONE / 2, NO, Micros.ONE / 2)));
        assertThat(of(Effect.PositionChanged.class).getLast().position().settledPayoutMicros())
                .isEqualTo(Micros.ONE / 2);
    }

    @Test
    void asksForWhatItDoesNotKnow() {
        detect(1, fill(1, Side.BUY, "100", "0.5"));
        assertThat(of(Effect.InstrumentWanted.class)).containsExactly(new Effect.InstrumentWanted(YES));
        assertThat(of(Effect.BookWanted.class)).containsExactly(new Effect.BookWanted(YES, NOON));
        assertThat(of(Effect.AttemptDecided.class))
                .extracting(attempt -> ((Decision.Skip) attempt.decision()).reason())
                .containsExactly(SkipReason.UNKNOWN_TOKEN);
    }

    /** Trap: infinite cash. What open orders may take is not there for another one. */
    @Test
    void neverPromisesMoreCashThanThereIs() {
        ready();
        for (int i = 0; i < 400; i++) {
            detect(1, fill(i, Side.BUY, "90", "0.5"));
        }
        long promised = of(Effect.AttemptDecided.class).stream()
                .filter(attempt -> attempt.decision() instanceof Decision.Trade)
                .count();
        // 9 shares at a limit of 0.51 with their fee
        assertThat(promised).isEqualTo(1_000_000_000L / (4_590_000 + 112_460));
    }

    @Test
    void sellsOnlyWhatIsNotPromisedAlready() {
        ready();
        detect(1, fill(1, Side.BUY, "100", "0.5"));
        pass(2);
        detect(3, fill(2, Side.SELL, "60", "0.48"));
        detect(3, fill(3, Side.SELL, "60", "0.48"));
        List<Decision> decisions = of(Effect.AttemptDecided.class).stream()
                .map(Effect.AttemptDecided::decision)
                .toList();
        assertThat(decisions.get(1))
                .isInstanceOfSatisfying(
                        Decision.Trade.class, t -> assertThat(t.sharesMicros()).isEqualTo(Micros.parse("6")));
        assertThat(decisions.get(2))
                .isInstanceOfSatisfying(
                        Decision.Skip.class, s -> assertThat(s.reason()).isEqualTo(SkipReason.BELOW_MIN_SIZE));
    }

    /** Trap: a replay stamps events with its own clock. */
    @Test
    void givesTheSameEffectsForTheSameEvents() {
        long seed = 20_261_122;
        assertThat(session(seed)).as("seed %d", seed).isEqualTo(session(seed)).hasSizeGreaterThan(3_000);
    }

    private static List<Effect> session(long seed) {
        Random random = new Random(seed);
        List<Effect> effects = new ArrayList<>();
        CopyEngine engine = new CopyEngine(CONFIG, RestoredState.EMPTY, effects::add);
        long now = NOON;
        engine.process(new EngineEvent.InstrumentsListed(now, List.of(instrument(YES), instrument(NO))));
        for (int i = 0; i < 5_000; i++) {
            now += random.nextLong(50_000_000);
            engine.process(
                    switch (random.nextInt(6)) {
                        case 0 -> new EngineEvent.MarketData(now, LINE, book(YES));
                        case 1 ->
                            new EngineEvent.MarketData(
                                    now,
                                    LINE,
                                    new BookUpdate.Print(
                                            YES, Side.SELL, 4_700 + random.nextInt(3) * 100, 9_000_000, i));
                        case 2 ->
                            new EngineEvent.MarketData(
                                    now,
                                    LINE,
                                    new BookUpdate.Changes(
                                            List.of(new BookUpdate.Change(
                                                    YES, Side.SELL, 5_000, random.nextInt(50_000_000), -1, -1)),
                                            i));
                        case 3 -> new EngineEvent.TimePassed(now);
                        default ->
                            new EngineEvent.FillsDetected(
                                    now, List.of(fill(i, random.nextBoolean() ? Side.BUY : Side.SELL, "80", "0.5")));
                    });
        }
        return effects;
    }

    private void ready() {
        engine.process(new EngineEvent.InstrumentsListed(NOON, List.of(instrument(YES), instrument(NO))));
        engine.process(new EngineEvent.MarketData(NOON, LINE, new BookUpdate.Carried(List.of(YES, NO))));
        engine.process(new EngineEvent.MarketData(NOON, LINE, book(YES)));
    }

    private void detect(long seconds, LeaderFill fill) {
        engine.process(new EngineEvent.FillsDetected(NOON + seconds * SECOND, List.of(fill)));
    }

    /** Everything from block 1 on is read, and final up to a block; the head is ten blocks on. */
    private void scan(long seconds, long finalizedTo, List<LeaderFill> fills) {
        engine.process(new EngineEvent.RangeScanned(
                NOON + seconds * SECOND, SCOPE, fills, 1, finalizedTo, finalizedTo + 10, List.of()));
    }

    private void pass(long seconds) {
        engine.process(new EngineEvent.TimePassed(NOON + seconds * SECOND));
    }

    private <T extends Effect> List<T> of(Class<T> type) {
        return effects.stream()
                .flatMap(effect -> type.isInstance(effect) ? Stream.of(type.cast(effect)) : Stream.empty())
                .toList();
    }

    private List<Relocation> relocations() {
        return of(Effect.FillsRelocated.class).stream()
                .flatMap(moved -> moved.relocations().stream())
                .toList();
    }
}
