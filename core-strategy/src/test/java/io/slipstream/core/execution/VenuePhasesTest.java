package io.slipstream.core.execution;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.Circumstances;
import io.slipstream.core.venue.EngineSchedule;
import io.slipstream.core.venue.TimeInForce;
import io.slipstream.core.venue.TradingHalt;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A venue that restarts, comes back for post-only orders, takes cancels only, or nothing. */
class VenuePhasesTest extends PaperRig {

    private static final EngineSchedule AT_NOON = new EngineSchedule(List.of(), List.of(NOON), 4 * SECOND, 0);
    private static final EngineSchedule WITH_POST_ONLY =
            new EngineSchedule(List.of(), List.of(NOON), 4 * SECOND, 120 * SECOND);

    @Test
    void asksAgainLaterEachTimeUntilTheEngineIsBack() {
        PaperExecutor paper = under(AT_NOON);
        paper.submitMarketableLimit(order(TimeInForce.GTC, Side.BUY, "6", 5_000, 30 * SECOND), NOON);
        // tried at 0.15 s, 1.3 s, 3.45 s and 7.6 s: each way takes 150 ms, the waits are 1, 2 and 4 s
        timers.runUntil(NOON + 7_599_999_999L);
        assertThat(recorder.lines).isEmpty();
        timers.runUntil(NOON + 7_600_000_000L);
        assertThat(recorder.lines)
                .containsExactly("placed +7600", "fill 0: 6 at 0.5 fee 0.075 TAKER", "done FILLED: filled");
    }

    @Test
    void givesAnOrderUpWhoseTimeToLiveIsOver() {
        PaperExecutor paper = under(new EngineSchedule(List.of(), List.of(NOON), 90 * SECOND, 0));
        paper.submitMarketableLimit(order(TimeInForce.GTC, Side.BUY, "6", 5_000, 30 * SECOND), NOON);
        timers.runUntil(NOON + 200 * SECOND);
        assertThat(recorder.lines)
                .containsExactly("done FAILED: ENGINE_RESTARTING: the matching engine is restarting (asked 5 times)");
    }

    @Test
    void bringsNoOrderThatIsNotWantedAnyMore() {
        PaperExecutor paper = under(AT_NOON);
        paper.submitMarketableLimit(order(TimeInForce.GTC, Side.BUY, "6", 5_000, 30 * SECOND), NOON);
        paper.cancel(ID, "not wanted", NOON + SECOND);
        timers.runUntil(NOON + 200 * SECOND);
        assertThat(recorder.lines).containsExactly("done CANCELED: not wanted");
    }

    /** Copies are not post-only, and 503 is not asked again. */
    @Test
    void isRefusedWhileOnlyPostOnlyOrdersAreTaken() {
        PaperExecutor paper = under(WITH_POST_ONLY);
        paper.submitMarketableLimit(order(TimeInForce.GTC, Side.BUY, "6", 5_000, 30 * SECOND), NOON + 5 * SECOND);
        timers.runUntil(NOON + 200 * SECOND);
        assertThat(recorder.lines)
                .containsExactly(
                        "done FAILED: POST_ONLY_MODE: post-only mode: only post-only orders and cancels are allowed");
    }

    /** It stays in the book through the restart, and cannot be taken out of it meanwhile. */
    @Test
    void cancelsWhatRestsOnceTheEngineIsBack() {
        PaperExecutor paper = under(WITH_POST_ONLY);
        paper.resume(resting(), NOON);
        paper.cancel(ID, "not wanted", NOON + 2 * SECOND);
        // asked at 2.15 s and 3.3 s in vain, and 2.15 s later at a venue that takes cancels, though not our orders
        timers.runUntil(NOON + 5_449_999_999L);
        assertThat(recorder.lines).isEmpty();
        timers.runUntil(NOON + 5_450_000_000L);
        assertThat(recorder.lines).containsExactly("done CANCELED: not wanted");
    }

    @Test
    void isRefusedWhileTheVenueTakesCancelsOnly() {
        PaperExecutor paper = halted(Circumstances.Mode.CANCEL_ONLY);
        paper.resume(resting(), NOON);
        paper.submitMarketableLimit(
                new OrderRequest(
                        new UUID(1, 3),
                        resting().request().instrument(),
                        Side.BUY,
                        Micros.parse("6"),
                        5_000,
                        TimeInForce.GTC,
                        30 * SECOND,
                        0),
                NOON);
        paper.cancel(ID, "not wanted", NOON);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly(
                        "done FAILED: CANCEL_ONLY: Trading is currently cancel-only."
                                + " New orders are not accepted, but cancels are allowed.",
                        "done CANCELED: not wanted");
    }

    @Test
    void cannotEvenCancelWhileTradingIsDisabled() {
        PaperExecutor paper = halted(Circumstances.Mode.DISABLED);
        paper.resume(resting(), NOON);
        paper.cancel(ID, "not wanted", NOON);
        timers.runUntil(NOON + 10 * SECOND);
        assertThat(recorder.lines).isEmpty();
        timers.runUntil(NOON + 20 * SECOND);
        assertThat(recorder.lines).containsExactly("done CANCELED: not wanted");
    }

    /** What the taker delay held is let go into a venue that matches nothing. */
    @Test
    void isRefusedWhenTheEngineRestartsWhileItIsHeld() {
        PaperExecutor paper = under(new EngineSchedule(List.of(), List.of(NOON + SECOND), 4 * SECOND, 0));
        paper.submitMarketableLimit(delayed(TimeInForce.GTC, "6", 5_000), NOON);
        timers.runUntil(NOON + 60 * SECOND);
        assertThat(recorder.lines)
                .containsExactly("placed +150", "done FAILED: ENGINE_RESTARTING: the matching engine is restarting");
    }

    private PaperExecutor under(EngineSchedule restarts) {
        return new PaperExecutor(books, timers, recorder, account, conditions(restarts, List.of()));
    }

    private PaperExecutor halted(Circumstances.Mode mode) {
        return new PaperExecutor(
                books,
                timers,
                recorder,
                account,
                conditions(EngineSchedule.NONE, List.of(new TradingHalt(mode, NOON, NOON + 10 * SECOND))));
    }

    private PaperConditions conditions(EngineSchedule restarts, List<TradingHalt> halts) {
        books.apply(LINE, book(YES), NOW);
        PaperConditions usual = PaperConditions.usual(LATENCY, 0);
        return new PaperConditions(
                usual.submit(),
                usual.cancel(),
                usual.response(),
                usual.cancelsAheadMillionths(),
                usual.explanationNanos(),
                restarts,
                halts,
                SettlementRisk.NONE);
    }

    private static OpenOrder resting() {
        return new OpenOrder(order(TimeInForce.GTC, Side.BUY, "10", 4_800, 60 * SECOND), NOON, 0, 0, 0, 0);
    }
}
