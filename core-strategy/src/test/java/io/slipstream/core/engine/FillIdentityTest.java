package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.inTransaction;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.moved;
import static io.slipstream.core.engine.Fixtures.sized;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One transaction fills an order several times, and a reorg moves the transaction. */
class FillIdentityTest {

    private static final ScanScope SCOPE = new ScanScope(Set.of(EXCHANGE), Set.of(LEADER));

    private StoredLedger ledger = new StoredLedger();
    private CopyEngine engine = started();
    private long second;

    /** How the new block differs from the old one, and in which order it becomes known. */
    record Scenario(
            boolean orphanFirst,
            boolean otherHeight,
            long shift,
            boolean lateLogFirst,
            boolean restart,
            boolean amountsChange,
            boolean unequal) {

        long block() {
            return otherHeight ? 11 : 10;
        }
    }

    static Stream<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (int bits = 0; bits < 1 << 6; bits++) {
            for (long shift : new long[] {0, 2, 3}) {
                all.add(new Scenario(
                        (bits & 1) > 0,
                        (bits & 2) > 0,
                        shift,
                        (bits & 4) > 0,
                        (bits & 8) > 0,
                        (bits & 16) > 0,
                        (bits & 32) > 0));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void followsBothFillsOfAnOrderIntoAnotherBlock(Scenario scenario) {
        LeaderFill first = ofOrder(5, "100");
        LeaderFill second = ofOrder(7, scenario.unequal ? "40" : "100");
        detect(first);
        detect(second);
        LeaderFill firstNow = now(first, scenario, 0);
        LeaderFill secondNow = now(second, scenario, 1);
        if (scenario.orphanFirst) {
            orphan("0xb10");
        }
        detect(scenario.lateLogFirst ? secondNow : firstNow);
        if (scenario.restart) {
            restart();
        }
        detect(scenario.lateLogFirst ? firstNow : secondNow);
        if (!scenario.orphanFirst) {
            orphan("0xb10");
        }
        scan(9, 12, firstNow, secondNow);
        assertThat(ledger.counted())
                .as("before anything is final")
                .containsExactlyInAnyOrder(StoredLedger.figures(firstNow), StoredLedger.figures(secondNow));
        if (!scenario.restart) {
            assertThat(figuresOf(first)).isEqualTo(StoredLedger.figures(firstNow));
            assertThat(figuresOf(second)).isEqualTo(StoredLedger.figures(secondNow));
        }
        scan(12, 14, firstNow, secondNow);
        detect(first);
        detect(second);
        assertThat(ledger.counted())
                .as("final, whatever is said late")
                .containsExactlyInAnyOrder(StoredLedger.figures(firstNow), StoredLedger.figures(secondNow));
        assertThat(ledger.everStored(first.orderKey())).isEqualTo(2);
        ledger.hasOneAttemptForEachFill();
    }

    @Test
    void takesAllFiguresOfASingleFillThatIsExecutedAnew() {
        LeaderFill before = ofOrder(5, "100");
        LeaderFill now = moved(sized(before, "60"), 11, "0xb11", 2);
        detect(before);
        orphan("0xb10");
        detect(now);
        scan(12, 14, now);
        assertThat(ledger.counted()).containsExactly(StoredLedger.figures(now));
        ledger.hasOneAttemptForEachFill();
    }

    @Test
    void followsThreeFillsOfAnOrderThroughTwoReorgs() {
        List<LeaderFill> before = List.of(ofOrder(5, "10"), ofOrder(7, "10"), ofOrder(9, "30"));
        before.forEach(this::detect);
        List<LeaderFill> between = before.stream()
                .map(fill -> moved(fill, 11, "0xb11", fill.logIndex() + 2))
                .toList();
        between.reversed().forEach(this::detect);
        List<LeaderFill> now = before.stream()
                .map(fill -> moved(fill, 11, "0xb11b", fill.logIndex() - 2))
                .toList();
        now.forEach(this::detect);
        orphan("0xb10");
        orphan("0xb11");
        scan(12, 14, now.toArray(LeaderFill[]::new));
        for (int i = 0; i < before.size(); i++) {
            assertThat(figuresOf(before.get(i))).isEqualTo(StoredLedger.figures(now.get(i)));
        }
        ledger.hasOneAttemptForEachFill();
    }

    @Test
    void followsTwoOrdersThatAreFilledTwiceEach() {
        List<LeaderFill> before = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            before.add(inTransaction(fill(5 + i, Side.BUY, "10", "0.5"), "0xone", "0xorder" + i % 2));
        }
        before.forEach(this::detect);
        List<LeaderFill> now = before.stream()
                .map(fill -> moved(fill, 10, "0xb10b", fill.logIndex() + 1))
                .toList();
        now.reversed().forEach(this::detect);
        scan(12, 14, now.toArray(LeaderFill[]::new));
        for (int i = 0; i < before.size(); i++) {
            assertThat(figuresOf(before.get(i))).isEqualTo(StoredLedger.figures(now.get(i)));
        }
        ledger.hasOneAttemptForEachFill();
    }

    /** Both orders of a match are the leader's own: each is a fill, and neither is the other after a reorg. */
    @Test
    void keepsTheTwoSidesOfASelfMatchApart() {
        LeaderFill made = inTransaction(fill(5, Side.SELL, "10", "0.5"), "0xone", "0xmade");
        LeaderFill took = inTransaction(fill(6, Side.BUY, "10", "0.5"), "0xone", "0xtook");
        detect(made);
        detect(took);
        LeaderFill madeNow = moved(made, 10, "0xb10b", 6);
        LeaderFill tookNow = moved(took, 10, "0xb10b", 7);
        detect(tookNow);
        detect(madeNow);
        scan(12, 14, madeNow, tookNow);
        assertThat(figuresOf(made)).isEqualTo(StoredLedger.figures(madeNow));
        assertThat(figuresOf(took)).isEqualTo(StoredLedger.figures(tookNow));
        ledger.hasOneAttemptForEachFill();
    }

    /** The transaction fills the order once more than before, or once less. */
    @Test
    void countsAFillMoreAndAFillLess() {
        LeaderFill first = ofOrder(5, "10");
        LeaderFill second = ofOrder(7, "10");
        detect(first);
        LeaderFill firstNow = moved(first, 11, "0xb11", 5);
        LeaderFill secondNow = moved(second, 11, "0xb11", 7);
        detect(secondNow);
        detect(firstNow);
        assertThat(ledger.counted()).hasSize(2);
        LeaderFill last = moved(sized(first, "20"), 11, "0xb11b", 5);
        detect(last);
        orphan("0xb11");
        scan(12, 14, last);
        assertThat(ledger.counted()).containsExactly(StoredLedger.figures(last));
        ledger.hasOneAttemptForEachFill();
    }

    @Test
    void putsRightWhatASecondReadingContradicts() {
        LeaderFill wrong = ofOrder(5, "10");
        LeaderFill invented = ofOrder(7, "10");
        detect(wrong);
        detect(invented);
        scan(12, 14, wrong, invented);
        LeaderFill right = moved(sized(wrong, "11"), 10, "0xb10", 5);
        LeaderFill missed = fill(9, Side.SELL, "10", "0.5");
        engine.process(new EngineEvent.FillsContradicted(
                NOON + ++second * SECOND,
                List.of(missed),
                List.of(new Relocation(wrong.id(), right)),
                List.of(new Disproof(invented.id(), invented.orderKey())),
                14));
        assertThat(ledger.counted())
                .containsExactlyInAnyOrder(StoredLedger.figures(right), StoredLedger.figures(missed));
        assertThat(ledger.all())
                .filteredOn(stored -> stored.state() == StoredFill.State.CONFIRMED)
                .hasSize(2);
        detect(right);
        detect(missed);
        assertThat(ledger.counted()).hasSize(2);
        ledger.hasOneAttemptForEachFill();
    }

    /** The engine knows it, the database does not: it is stored again under its id, and copied no second time. */
    @Test
    void storesAgainWhatWasLostOnTheWay() {
        LeaderFill fill = ofOrder(5, "10");
        detect(fill);
        scan(12, 14, fill);
        List<Effect> effects = new ArrayList<>();
        CopyEngine knowing = new CopyEngine(
                Fixtures.config(0),
                new RestoredState(List.of(instrument(YES)), List.of(), ledger.all(), List.of()),
                effects::add);
        knowing.process(new EngineEvent.FillsContradicted(
                NOON + ++second * SECOND, List.of(moved(fill, 10, "0xb10", 5)), List.of(), List.of(), 14));
        assertThat(effects)
                .filteredOn(effect -> effect instanceof Effect.FillObserved || effect instanceof Effect.AttemptDecided)
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.FillObserved.class,
                        observed -> assertThat(observed.fill().id()).isEqualTo(fill.id()));
        assertThat(effects).contains(new Effect.FillsConfirmed(List.of(fill.id())));
    }

    private static LeaderFill ofOrder(int logIndex, String shares) {
        return inTransaction(fill(logIndex, Side.BUY, shares, "0.5"), "0xone", "0xsame");
    }

    private static LeaderFill now(LeaderFill fill, Scenario scenario, int position) {
        LeaderFill sized = scenario.amountsChange ? sized(fill, position == 0 ? "70" : "90") : fill;
        return moved(sized, scenario.block(), "0xnew", fill.logIndex() + scenario.shift);
    }

    private String figuresOf(LeaderFill fill) {
        return ledger.all().stream()
                .filter(stored -> stored.fill().id().equals(fill.id()))
                .map(stored -> StoredLedger.figures(stored.fill()))
                .collect(Collectors.joining());
    }

    private void detect(LeaderFill fill) {
        engine.process(new EngineEvent.FillsDetected(NOON + ++second * SECOND, List.of(fill)));
    }

    private void orphan(String blockHash) {
        engine.process(new EngineEvent.BlocksOrphaned(NOON + ++second * SECOND, Set.of(blockHash)));
    }

    private void scan(long finalizedTo, long head, LeaderFill... fills) {
        engine.process(new EngineEvent.RangeScanned(
                NOON + ++second * SECOND, SCOPE, List.of(fills), 1, finalizedTo, head, List.of()));
    }

    private void restart() {
        engine = started();
    }

    private CopyEngine started() {
        RestoredState restored = new RestoredState(List.of(instrument(YES)), List.of(), ledger.all(), List.of());
        return new CopyEngine(Fixtures.config(0), restored, ledger::apply);
    }
}
