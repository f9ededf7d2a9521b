package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.TimeInForce;
import io.slipstream.worker.engine.TestingEngine;
import io.slipstream.worker.node.TestingNodes;
import org.junit.jupiter.api.Test;

/** The way of a log before the first real one, in virtual time. */
class RehearsalTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private long now;

    @Test
    void goesTheWholeWayToTheEngineUntilItsTimeIsOver() {
        ExchangeContract exchange = ExchangeContract.venue().stream()
                .filter(contract -> contract.layout() == EventLayout.V2)
                .findFirst()
                .orElseThrow();
        Rehearsal rehearsal =
                new Rehearsal(TestingNodes.none(), exchange, config(), TestingEngine.systemNanos(), () -> now += MILLI);
        assertThat(rehearsal.run()).as("every log was decided on").isBetween(100, 500);
        assertThat(now).as("it keeps nobody waiting").isLessThan(SECOND);
    }

    private static EngineConfig config() {
        return new EngineConfig(
                new CopyPolicy(Micros.ONE / 10, 300, TimeInForce.GTC, 30 * SECOND, 30 * SECOND, Micros.ONE),
                1_000_000_000_000_000L,
                PaperConditions.usual(150_000_000, 0),
                SECOND,
                0,
                120 * SECOND,
                new QuoteAges(Long.MAX_VALUE, Long.MAX_VALUE),
                0,
                10 * SECOND);
    }
}
