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
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The deterministic core: takes one event at a time and hands out effects. It has no clock, no I/O and no randomness; the
 * same events give the same effects. All trading state belongs to the thread that calls {@link #process}.
 */
public final class CopyEngine {

    private final CopyDecider decider;
    private final long equityIntervalNanos;
    private final Consumer<Effect> effects;
    private final EngineTimers timers = new EngineTimers();
    private final KnownFills knownFills = new KnownFills();
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
        this.books = new LiveBooks(tokenId -> effects.accept(new Effect.BookWanted(tokenId)));
        this.portfolio = new Portfolio(config.startingCashMicros(), restored.positions());
        this.executor = new PaperExecutor(books, timers, new Execution(), config.submitLatencyNanos());
        restored.instruments().forEach(instrument -> instruments.put(instrument.tokenId(), instrument));
        restored.fills().forEach(knownFills::restore);
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
        }
        nowNanos = Math.max(nowNanos, event.atNanos());
        timers.runUntil(nowNanos);
        switch (event) {
            case EngineEvent.FillsDetected detected -> detected.fills().forEach(this::onFill);
            case EngineEvent.RangeScanned scanned -> onRange(scanned);
            case EngineEvent.FillRemoved removed -> onRemoved(removed);
            case EngineEvent.MarketData data -> onMarketData(data.update());
            case EngineEvent.InstrumentsListed listed ->
                listed.instruments().forEach(instrument -> instruments.put(instrument.tokenId(), instrument));
            case EngineEvent.MarketResolved resolved -> onResolved(resolved);
            case EngineEvent.TradingEnded ended -> ended.tokenIds().forEach(this::endTrading);
            case EngineEvent.TimePassed _ -> {}
        }
    }

    private void onRange(EngineEvent.RangeScanned scanned) {
        scanned.fills().forEach(this::onFill);
        if (scanned.finalizedTo() >= scanned.finalizedFrom()) {
            effects.accept(new Effect.RangeFinalized(
                    scanned.finalizedFrom(),
                    scanned.finalizedTo(),
                    scanned.exchanges(),
                    scanned.leaders(),
                    scanned.fills().stream()
                            .filter(fill -> fill.blockNumber() <= scanned.finalizedTo())
                            .map(LeaderFill::dedupeKey)
                            .collect(Collectors.toUnmodifiableSet())));
        }
        scanned.fills().stream()
                .filter(fill -> fill.blockNumber() <= scanned.finalizedTo())
                .forEach(knownFills::settle);
        if (!scanned.cursors().isEmpty()) {
            effects.accept(new Effect.CursorsMoved(scanned.cursors(), nowNanos));
        }
    }

    private void onFill(LeaderFill fill) {
        switch (knownFills.classify(fill)) {
            case DUPLICATE -> {}
            case TIMED -> {
                UUID id = knownFills.idOf(fill);
                knownFills.remember(fill, id);
                effects.accept(new Effect.FillTimed(id, Objects.requireNonNull(fill.fillTimeNanos())));
            }
            case RELOCATED -> {
                UUID id = knownFills.idOf(fill);
                knownFills.remember(fill, id);
                effects.accept(new Effect.FillRelocated(id, fill));
            }
            case NEW -> {
                knownFills.remember(fill, fill.id());
                copy(fill);
            }
        }
    }

    private void copy(LeaderFill fill) {
        Instrument instrument = instruments.get(fill.tokenId());
        effects.accept(new Effect.FillObserved(fill, instrument));
        books.subscribe(fill.tokenId());
        if (instrument == null) {
            effects.accept(new Effect.InstrumentWanted(fill.tokenId()));
        }
        Decision decision = decider.decide(
                fill,
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

    private void onRemoved(EngineEvent.FillRemoved removed) {
        UUID id = knownFills.remove(removed.orderKey(), removed.dedupeKey(), removed.blockHash());
        if (id != null) {
            effects.accept(new Effect.FillInvalidated(id));
            executor.cancel(id, "the leader's fill was taken back", nowNanos);
        }
    }

    private void onMarketData(BookUpdate update) {
        List<TokenId> lost = books.apply(update);
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
