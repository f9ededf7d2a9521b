package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.AGELESS;
import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.POLICY;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.execution.SettlementRisk;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.portfolio.EquityPoint;
import io.slipstream.core.portfolio.Position;
import io.slipstream.core.venue.EngineSchedule;
import io.slipstream.core.venue.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From a leader's fill to what is left of the copy in the account. */
class AccountTest {

    private static final long CASH = 1_000 * Micros.ONE;

    private final List<Effect> effects = new ArrayList<>();
    private int copies;

    @Test
    void isAsBeforeOnceAMatchHasFailed() {
        CopyEngine engine = engine(TimeInForce.GTC, new SettlementRisk(Micros.ONE, 4 * SECOND, 1), CASH);
        copy(engine, "100");
        assertThat(of(Effect.AttemptFilled.class).toList())
                .isNotEmpty()
                .allMatch(filled -> filled.fill().settlement() == Settlement.MATCHED);
        assertThat(equity().cashMicros()).isLessThan(CASH);
        pass(engine, 10);
        assertThat(of(Effect.FillSettled.class).map(Effect.FillSettled::outcome).distinct())
                .containsExactly(Settlement.FAILED);
        Position position = of(Effect.PositionChanged.class).toList().getLast().position();
        assertThat(position.sharesMicros() + position.costMicros() + position.feesMicros())
                .isZero();
        assertThat(equity().cashMicros()).isEqualTo(CASH);
        assertThat(equity().equityMicros()).isEqualTo(CASH);
    }

    @Test
    void isConfirmedWhereNothingFails() {
        CopyEngine engine = engine(TimeInForce.GTC, new SettlementRisk(1, 4 * SECOND, 1), CASH);
        copy(engine, "100");
        long cash = equity().cashMicros();
        pass(engine, 10);
        assertThat(of(Effect.FillSettled.class).map(Effect.FillSettled::outcome).distinct())
                .containsExactly(Settlement.CONFIRMED);
        assertThat(equity().cashMicros()).isEqualTo(cash);
    }

    /** It is matched before the buy has failed, and told of after: there is nothing left to settle it with. */
    @Test
    void doesNotSellWhatItNeverGot() {
        CopyEngine engine = engine(TimeInForce.GTC, new SettlementRisk(Micros.ONE, 4 * SECOND, 1), CASH, SECOND / 2);
        engine.process(new EngineEvent.FillsDetected(NOON + SECOND, List.of(fill(1, Side.BUY, "100", "0.5"))));
        // told of at 1.65 s, undone at 5.65 s
        engine.process(
                new EngineEvent.FillsDetected(NOON + 53 * SECOND / 10, List.of(fill(2, Side.SELL, "100", "0.48"))));
        pass(engine, 20);
        assertThat(of(Effect.AttemptFilled.class).map(filled -> filled.fill().settlement()))
                .containsExactly(Settlement.MATCHED, Settlement.MATCHED, Settlement.FAILED);
        assertThat(of(Effect.FillSettled.class).map(Effect.FillSettled::outcome))
                .containsExactly(Settlement.FAILED, Settlement.FAILED);
        assertThat(equity().cashMicros()).isEqualTo(CASH);
        assertThat(equity().positionsMicros()).isZero();
    }

    /** A market buy gets more shares than it asked for where they are cheaper, for no more than was kept back for it. */
    @Test
    void neverSpendsMoreOnAMarketBuyThanItHas() {
        // 10 shares at 0.51 at most are 5.10, and 5 % of that for the fee
        CopyEngine engine = engine(TimeInForce.FAK, SettlementRisk.NONE, Micros.parse("5.35501"));
        copy(engine, "100");
        copy(engine, "100");
        assertThat(of(Effect.AttemptDecided.class)
                        .map(decided -> decided.decision().text()))
                .last()
                .asString()
                .contains("free");
        assertThat(of(Effect.AttemptFilled.class)
                        .mapToLong(filled -> filled.fill().sharesMicros())
                        .sum())
                .isGreaterThan(10 * Micros.ONE);
        assertThat(equity().cashMicros()).isBetween(0L, Micros.parse("0.2"));
    }

    private void copy(CopyEngine engine, String shares) {
        engine.process(new EngineEvent.FillsDetected(NOON + SECOND, List.of(fill(++copies, Side.BUY, shares, "0.5"))));
        pass(engine, 2);
    }

    private static void pass(CopyEngine engine, long seconds) {
        // by tenths, or equity is measured once for all of them
        for (long tenth = 1; tenth <= 10 * seconds; tenth++) {
            engine.process(new EngineEvent.TimePassed(NOON + tenth * SECOND / 10));
        }
    }

    private EquityPoint equity() {
        return of(Effect.EquityMeasured.class).toList().getLast().point();
    }

    private <T extends Effect> Stream<T> of(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast);
    }

    private CopyEngine engine(TimeInForce timeInForce, SettlementRisk risk, long cash) {
        return engine(timeInForce, risk, cash, 0);
    }

    private CopyEngine engine(TimeInForce timeInForce, SettlementRisk risk, long cash, long responseNanos) {
        PaperConditions usual = PaperConditions.usual(150_000_000, responseNanos);
        CopyEngine engine = new CopyEngine(
                new EngineConfig(
                        new CopyPolicy(
                                POLICY.ratioMicros(),
                                POLICY.slippageBps(),
                                timeInForce,
                                POLICY.ttlNanos(),
                                POLICY.maxFillAgeNanos(),
                                POLICY.minNotionalMicros()),
                        cash,
                        new PaperConditions(
                                usual.submit(),
                                usual.cancel(),
                                usual.response(),
                                usual.cancelsAheadMillionths(),
                                usual.explanationNanos(),
                                EngineSchedule.NONE,
                                List.of(),
                                risk),
                        SECOND / 10,
                        0,
                        120 * SECOND,
                        AGELESS,
                        0,
                        10 * SECOND),
                RestoredState.EMPTY,
                effects::add);
        engine.process(new EngineEvent.InstrumentsListed(NOON, List.of(instrument(YES))));
        engine.process(new EngineEvent.MarketData(NOON, LINE, new BookUpdate.Carried(List.of(YES))));
        engine.process(new EngineEvent.MarketData(NOON, LINE, book(YES)));
        return engine;
    }
}
