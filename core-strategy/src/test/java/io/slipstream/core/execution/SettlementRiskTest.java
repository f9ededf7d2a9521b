package io.slipstream.core.execution;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.EngineSchedule;
import io.slipstream.core.venue.TimeInForce;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Matches that fail on chain. */
class SettlementRiskTest extends PaperRig {

    @Test
    void tellsOfNoSettlementWhereNothingFails() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "6", 5_000);
        timers.runUntil(NOON + 60 * SECOND);
        assertThat(recorder.settled).isEmpty();
    }

    /** What was taken at once is one transaction: both fills of it fail, a response and a settlement after the match. */
    @Test
    void failsAMatchWhole() {
        PaperConditions usual = PaperConditions.usual(LATENCY, 50_000_000);
        PaperExecutor paper = new PaperExecutor(
                books,
                timers,
                recorder,
                account,
                new PaperConditions(
                        usual.submit(),
                        usual.cancel(),
                        usual.response(),
                        usual.cancelsAheadMillionths(),
                        usual.explanationNanos(),
                        EngineSchedule.NONE,
                        List.of(),
                        new SettlementRisk(Micros.ONE, 4 * SECOND, 1)));
        books.apply(LINE, book(YES), NOW);
        paper.submitMarketableLimit(order(TimeInForce.GTC, Side.BUY, "16", 5_100, 30 * SECOND), NOON);
        timers.runUntil(NOON + LATENCY + 50_000_000 + 4 * SECOND - 1);
        assertThat(recorder.settled).isEmpty();
        assertThat(recorder.last()).isEqualTo("done FILLED: filled");
        timers.runUntil(NOON + LATENCY + 50_000_000 + 4 * SECOND);
        assertThat(recorder.settled).containsExactly("0 FAILED", "1 FAILED");
    }

    @Test
    void failsAsOftenAsIsSaidWhateverElseIsTraded() {
        SettlementRisk risk = new SettlementRisk(100_000, 0, 7);
        SettlementRisk other = new SettlementRisk(100_000, 0, 8);
        int failed = 0;
        int differing = 0;
        for (int i = 0; i < 20_000; i++) {
            UUID order = new UUID(17, i);
            Settlement outcome = risk.of(order, 3, Liquidity.TAKER);
            assertThat(risk.of(order, 4, Liquidity.TAKER)).as("the same match").isEqualTo(outcome);
            failed += outcome == Settlement.FAILED ? 1 : 0;
            differing += outcome == other.of(order, 3, Liquidity.TAKER) ? 0 : 1;
        }
        assertThat(failed).isBetween(1_800, 2_200);
        assertThat(differing).as("another seed").isGreaterThan(3_000);
    }
}
