package io.slipstream.core.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.CopyDecider;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.ExecutionListener;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.execution.PaperExecutor;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.portfolio.Portfolio;
import io.slipstream.core.portfolio.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The deterministic core: takes one event at a time and hands out effects. It has no clock, no I/O and no randomness; the
 * same events give the same effects. All trading state belongs to the thread that calls {@link #process}.
 */
public final class CopyEngine {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final CopyDecider decider;
    private final long equityIntervalNanos;
    private final Consumer<Effect> effects;
    private final EngineTimers timers = new EngineTimers();
    private final FillIntake fillIntake;
    private final OpenOrders openOrders = new OpenOrders();
    private final Map<TokenId, Instrument> instruments = new HashMap<>();
    private final LiveBooks books;
    private final PaperExecutor executor;
    private final Portfolio portfolio;
    private long nowNanos = Long.MIN_VALUE;

    /**
     * Continues where an earlier run stopped.
     *
     * @param effects takes every effect, in order, on the calling thread
     */
    public CopyEngine(EngineConfig config, RestoredState restored, Consumer<Effect> effects) {
        this.decider = new CopyDecider(config.policy());
        this.equityIntervalNanos = config.equityIntervalNanos();
        this.effects = effects;
        this.books = new LiveBooks(config.bookWindowNanos(), tokenId -> effects.accept(new Effect.BookWanted(tokenId)));
        this.portfolio = new Portfolio(config.startingCashMicros(), restored.positions());
        this.executor = new PaperExecutor(books, timers, new Execution(), config.submitLatencyNanos());
        restored.instruments().forEach(instrument -> instruments.put(instrument.tokenId(), instrument));
        this.fillIntake = new FillIntake(config.sourceToleranceNanos(), timers, effects, new Copying());
        fillIntake.restore(restored);
        restored.positions().stream()
                .filter(position -> position.sharesMicros() > 0)
                .forEach(position -> books.subscribe(position.tokenId()));
    }

    /** When {@link EngineEvent.TimePassed} is due at the latest, if nothing else comes. */
    public OptionalLong nextTimerNanos() {
        return timers.next();
    }

    /** The books, for reading on the engine's thread. */
    public LiveBooks books() {
        return books;
    }

    /** Takes an event. Times that run backward are taken as "now". */
    public void process(EngineEvent event) {
        if (nowNanos == Long.MIN_VALUE) {
            timers.at(event.atNanos(), this::measureEquity);
            timers.at(event.atNanos(), fillIntake::begin);
        }
        nowNanos = Math.max(nowNanos, event.atNanos());
        timers.runUntil(nowNanos);
        switch (event) {
            case EngineEvent.FillsDetected detected -> detected.fills().forEach(fill -> fillIntake.onChain(fill, 0));
            case EngineEvent.RowsRead read -> fillIntake.onRows(read);
            case EngineEvent.RangeScanned scanned -> onRange(scanned);
            case EngineEvent.FillRemoved removed -> fillIntake.onRemoved(removed);
            case EngineEvent.BlocksOrphaned orphaned -> fillIntake.onOrphaned(orphaned.blockHashes());
            case EngineEvent.BlockTimed timed -> fillIntake.onTimed(timed);
            case EngineEvent.LogRejected log ->
                effects.accept(new Effect.LogRejected(log.atNanos(), log.source(), log.reason(), log.payload()));
            case EngineEvent.MarketData data -> onMarketData(data.update());
            case EngineEvent.InstrumentsListed listed ->
                listed.instruments().forEach(instrument -> instruments.put(instrument.tokenId(), instrument));
            case EngineEvent.MarketResolved resolved -> onResolved(resolved);
            case EngineEvent.TradingEnded ended -> ended.tokenIds().forEach(this::endTrading);
            case EngineEvent.TimePassed _ -> {}
        }
    }

    private void onRange(EngineEvent.RangeScanned scanned) {
        scanned.fills().forEach(fill -> fillIntake.onChain(fill, leastAge(fill, scanned.headBlock())));
        if (scanned.finalizedTo() >= scanned.finalizedFrom()) {
            fillIntake.settle(scanned);
        }
        scanned.cursors().forEach(move -> effects.accept(new Effect.CursorsMoved(move, nowNanos)));
    }

    /** Blocks are a second apart at least (protocol reference 9): how old a fill is at least whose time is not known. */
    private static long leastAge(LeaderFill fill, long headBlock) {
        return fill.fillTimeNanos() == null ? Math.max(0, headBlock - fill.blockNumber()) * NANOS_PER_SECOND : 0;
    }

    private void copy(LeaderFill fill, long leastAgeNanos) {
        Instrument instrument = instruments.get(fill.tokenId());
        effects.accept(new Effect.FillObserved(fill, instrument));
        if (!fill.combo()) {
            books.subscribe(fill.tokenId());
            if (instrument == null) {
                effects.accept(new Effect.InstrumentWanted(fill.tokenId()));
            }
        }
        Decision decision = decider.decide(
                fill,
                leastAgeNanos,
                instrument,
                books.bestBidAsk(fill.tokenId()),
                portfolio.heldMicros(fill.tokenId()) - openOrders.promisedShares(fill.tokenId()),
                portfolio.cashMicros() - openOrders.promisedCash(),
                nowNanos);
        long ttlNanos = decider.policy().ttlNanos();
        effects.accept(
                new Effect.AttemptDecided(fill, decision, decider.policy().ratioMicros(), ttlNanos, nowNanos));
        if (decision instanceof Decision.Trade trade && instrument != null) {
            OrderRequest order = new OrderRequest(
                    fill.id(), instrument, trade.side(), trade.sharesMicros(), trade.limitPrice(), ttlNanos);
            openOrders.add(order);
            executor.submitMarketableLimit(order, nowNanos);
        }
    }

    private void onMarketData(BookUpdate update) {
        List<TokenId> lost = books.apply(update, nowNanos);
        if (!lost.isEmpty()) {
            effects.accept(new Effect.ResyncWanted(lost));
        }
        switch (update) {
            case BookUpdate.Print print -> executor.onPrint(print, nowNanos);
            case BookUpdate.TickChanged changed ->
                instruments.computeIfPresent(changed.tokenId(), (_, instrument) -> instrument.withTick(changed.tick()));
            case BookUpdate.Snapshot _, BookUpdate.Changes _, BookUpdate.Interrupted _ -> {}
        }
    }

    private void onResolved(EngineEvent.MarketResolved resolved) {
        new TreeMap<>(resolved.payoutMicros()).forEach((tokenId, payout) -> {
            endTrading(tokenId);
            Position settled = portfolio.settle(tokenId, payout, nowNanos);
            if (settled != null) {
                effects.accept(new Effect.PositionChanged(settled));
            }
        });
    }

    private void endTrading(TokenId tokenId) {
        instruments.computeIfPresent(tokenId, (_, instrument) -> instrument.closed());
        executor.cancelAll(tokenId, "the market resolved", nowNanos);
        books.forget(tokenId);
    }

    private void measureEquity(long atNanos) {
        portfolio.mark(books, atNanos).forEach(position -> effects.accept(new Effect.PositionChanged(position)));
        effects.accept(new Effect.EquityMeasured(portfolio.equity(atNanos)));
        // after a pause the next point is due now, not once for every interval missed
        timers.at(Math.max(atNanos, nowNanos) + equityIntervalNanos, this::measureEquity);
    }

    /** What a fill's coming and going means for trading. */
    private final class Copying implements FillIntake.Consequences {

        @Override
        public void copy(LeaderFill fill, long leastAgeNanos) {
            CopyEngine.this.copy(fill, leastAgeNanos);
        }

        @Override
        public void withdraw(UUID fillId, String why) {
            executor.cancel(fillId, why, nowNanos);
        }
    }

    /** Books what the executor reports. */
    private final class Execution implements ExecutionListener {

        @Override
        public void onPlaced(UUID attemptId, long atNanos) {
            effects.accept(new Effect.AttemptPlaced(attemptId, atNanos));
        }

        @Override
        public void onFill(ExecutionFill fill) {
            OrderRequest order = openOrders.filled(fill);
            effects.accept(new Effect.AttemptFilled(fill));
            effects.accept(new Effect.PositionChanged(portfolio.apply(fill, order.instrument(), order.side())));
        }

        @Override
        public void onDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos) {
            openOrders.remove(attemptId);
            effects.accept(new Effect.AttemptDone(attemptId, outcome, reason, atNanos));
        }
    }
}
