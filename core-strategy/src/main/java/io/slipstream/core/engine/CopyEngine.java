package io.slipstream.core.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.calibration.Calibration;
import io.slipstream.core.calibration.ObservedTaker;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.CopyDecider;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.copy.SkipReason;
import io.slipstream.core.execution.OpenOrder;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.execution.PaperExecutor;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.portfolio.Portfolio;
import io.slipstream.core.portfolio.Position;
import java.util.List;
import java.util.Objects;
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
    private final EngineConfig config;
    private final Consumer<Effect> effects;
    private final EngineTimers timers = new EngineTimers();
    private final FillIntake fillIntake;
    private final Instruments instruments;
    private final LiveBooks books;
    private final AwaitedBooks awaited;
    private final BookHealthReport bookHealth;
    private final Calibration calibration;
    private final List<OpenOrder> stillOpen;
    private final Bookings orders;
    private final Penalties penalties;
    private final PaperExecutor executor;
    private final Portfolio portfolio;
    private long nowNanos = Long.MIN_VALUE;
    private long booksLookedAtNanos = Long.MAX_VALUE;

    /**
     * Continues where an earlier run stopped.
     *
     * @param effects takes every effect, in order, on the calling thread
     */
    public CopyEngine(EngineConfig config, RestoredState restored, Consumer<Effect> effects) {
        this.decider = new CopyDecider(config.policy());
        this.config = config;
        this.effects = effects;
        this.books = new LiveBooks(config.bookWindowNanos(), config.quoteAges(), new BookNeeds());
        this.instruments = new Instruments(books);
        this.awaited = new AwaitedBooks(books);
        this.bookHealth = new BookHealthReport(books);
        this.calibration = new Calibration(books);
        this.portfolio = new Portfolio(config.startingCashMicros(), restored.positions());
        this.penalties = new Penalties(books, effects);
        this.orders = new Bookings(portfolio, instruments, penalties, effects);
        this.stillOpen = restored.openOrders();
        this.executor = new PaperExecutor(books, timers, orders, orders, config.paper());
        instruments.list(restored.instruments(), 0);
        this.fillIntake = new FillIntake(config.sourceToleranceNanos(), timers, effects, new Copying());
        fillIntake.restore(restored);
        restored.positions().stream()
                .filter(position -> position.sharesMicros() > 0)
                .forEach(position -> books.subscribe(position.tokenId(), position.updatedAtNanos()));
    }

    /** When {@link EngineEvent.TimePassed} is due at the latest, if nothing else comes. */
    public OptionalLong nextTimerNanos() {
        return timers.next();
    }

    /** The books, for reading on the engine's thread. */
    public LiveBooks books() {
        return books;
    }

    /** How much is kept of books, instruments, positions and orders, in entries. */
    int retained() {
        return books.retained()
                + instruments.retained()
                + portfolio.retained()
                + orders.retained()
                + calibration.retained()
                + bookHealth.retained()
                + timers.size();
    }

    /** Takes an event. Times that run backward are taken as "now". */
    public void process(EngineEvent event) {
        if (nowNanos == Long.MIN_VALUE) {
            stillOpen.forEach(order -> timers.at(event.atNanos(), at -> resume(order, at)));
            timers.at(event.atNanos(), this::measureEquity);
            timers.at(event.atNanos(), fillIntake::begin);
            timers.at(event.atNanos() + config.bookHealthIntervalNanos(), this::measureBooks);
        }
        nowNanos = Math.max(nowNanos, event.atNanos());
        timers.runUntil(nowNanos);
        switch (event) {
            case EngineEvent.FillsDetected detected -> detected.fills().forEach(fill -> fillIntake.onChain(fill, 0));
            case EngineEvent.RowsRead read -> fillIntake.onRows(read);
            case EngineEvent.RangeScanned scanned -> onRange(scanned);
            case EngineEvent.FillsContradicted contradicted ->
                fillIntake.onContradicted(contradicted, fill -> leastAge(fill, contradicted.headBlock()));
            case EngineEvent.FillRemoved removed -> fillIntake.onRemoved(removed);
            case EngineEvent.BlocksOrphaned orphaned -> fillIntake.onOrphaned(orphaned.blockHashes());
            case EngineEvent.BlockTimed timed -> fillIntake.onTimed(timed);
            case EngineEvent.LogRejected log ->
                effects.accept(new Effect.LogRejected(log.atNanos(), log.source(), log.reason(), log.payload()));
            case EngineEvent.MarketData data -> onMarketData(data.line(), data.update());
            case EngineEvent.InstrumentsListed listed -> instruments.list(listed.instruments(), nowNanos);
            case EngineEvent.MarketResolved resolved -> onResolved(resolved);
            case EngineEvent.TradingEnded ended -> ended.tokenIds().forEach(this::endTrading);
            case EngineEvent.TakersObserved observed -> onTakers(observed.takers());
            case EngineEvent.TimePassed _ -> {}
        }
        lookAtBooksWhenDue();
    }

    /** One timer at most is set for the moment that is next. */
    private void lookAtBooksWhenDue() {
        long next = books.nextCheckNanos();
        if (next < booksLookedAtNanos) {
            booksLookedAtNanos = next;
            timers.at(next, this::lookAtBooks);
        }
    }

    private void lookAtBooks(long dueNanos) {
        if (dueNanos != booksLookedAtNanos) {
            return; // another one was set since, for an earlier moment
        }
        booksLookedAtNanos = Long.MAX_VALUE;
        List<TokenId> wrong = books.check(nowNanos);
        if (!wrong.isEmpty()) {
            effects.accept(new Effect.ResyncWanted(wrong));
        }
        lookAtBooksWhenDue();
    }

    private void onTakers(List<ObservedTaker> takers) {
        for (ObservedTaker taker : takers) {
            books.traded(taker.tokenId(), Objects.requireNonNullElse(taker.blockTimeNanos(), nowNanos), nowNanos);
            calibration
                    .observe(taker, instruments.get(taker.tokenId()), nowNanos)
                    .forEach(alarm -> effects.accept(new Effect.FeeAlarmChanged(alarm)));
        }
    }

    private void resume(OpenOrder order, long atNanos) {
        orders.open(order);
        executor.resume(order, atNanos);
    }

    private void onRange(EngineEvent.RangeScanned scanned) {
        scanned.fills().forEach(fill -> fillIntake.onChain(fill, leastAge(fill, scanned.headBlock())));
        fillIntake.onScanned(scanned);
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
            Long fillTime = fill.fillTimeNanos();
            books.traded(fill.tokenId(), fillTime == null ? nowNanos - leastAgeNanos : fillTime, nowNanos);
            books.subscribe(fill.tokenId(), fillTime == null ? nowNanos - leastAgeNanos : Math.min(fillTime, nowNanos));
            if (instrument == null) {
                effects.accept(new Effect.InstrumentWanted(fill.tokenId()));
            }
        }
        if (config.bookPatienceNanos() > 0
                && decider.whateverTheBook(fill, leastAgeNanos, instrument, nowNanos) == null
                && awaited.helps(fill.tokenId(), nowNanos)) {
            awaited.add(new AwaitedBooks.Awaiting(fill, leastAgeNanos, nowNanos));
            effects.accept(new Effect.ResyncWanted(List.of(fill.tokenId())));
            timers.at(
                    nowNanos + config.bookPatienceNanos(),
                    _ -> awaited.take(fill.id()).forEach(this::decide));
        } else {
            decide(fill, leastAgeNanos);
        }
    }

    private void decide(AwaitedBooks.Awaiting waited) {
        decide(waited.fill(), waited.leastAgeNanos(nowNanos));
    }

    private void decide(LeaderFill fill, long leastAgeNanos) {
        Instrument instrument = instruments.get(fill.tokenId());
        Decision decision = decider.decide(
                fill,
                leastAgeNanos,
                instrument,
                books.bestBidAsk(fill.tokenId()),
                books.freshness(fill.tokenId(), nowNanos),
                orders.freeShares(fill.tokenId()),
                orders.freeCash(),
                nowNanos);
        decided(fill, decision);
        if (decision instanceof Decision.Trade trade && instrument != null) {
            CopyPolicy policy = decider.policy();
            OrderRequest order = new OrderRequest(
                    fill.id(),
                    instrument,
                    trade.side(),
                    trade.sharesMicros(),
                    trade.limitPrice(),
                    policy.timeInForce(),
                    policy.ttlNanos(),
                    policy.timeInForce().expirationSeconds(nowNanos, policy.ttlNanos()));
            orders.open(OpenOrder.sent(order));
            executor.submitMarketableLimit(order, nowNanos);
            penalties.decided(fill, trade, policy.ratioMicros(), nowNanos);
        }
    }

    private void decided(LeaderFill fill, Decision decision) {
        CopyPolicy policy = decider.policy();
        effects.accept(new Effect.AttemptDecided(
                fill, decision, policy.ratioMicros(), policy.timeInForce(), policy.ttlNanos(), nowNanos));
    }

    private void onMarketData(int line, BookUpdate update) {
        List<TokenId> lost = books.apply(line, update, nowNanos);
        if (!lost.isEmpty()) {
            effects.accept(new Effect.ResyncWanted(lost));
        }
        switch (update) {
            case BookUpdate.Print print -> {
                if (books.isNews(line, print, nowNanos)) {
                    executor.onPrint(print, nowNanos);
                }
                if (books.isKeptFrom(print.tokenId(), line)) {
                    calibration.onPrint(print, nowNanos);
                }
            }
            case BookUpdate.TickChanged changed -> instruments.regrid(changed.tokenId(), changed.tick());
            case BookUpdate.Snapshot snapshot -> {
                if (snapshot.tick() != null) {
                    instruments.regrid(snapshot.tokenId(), snapshot.tick());
                }
                executor.onBook(snapshot.tokenId(), nowNanos);
            }
            case BookUpdate.Changes frame -> tellOfBooks(frame.changes());
            case BookUpdate.Carried _,
                    BookUpdate.Interrupted _,
                    BookUpdate.Dropped _,
                    BookUpdate.Doubted _,
                    BookUpdate.Released _,
                    BookUpdate.Top _,
                    BookUpdate.Heard _ -> {}
        }
        if (!awaited.isEmpty()) {
            awaited.takeFresh(nowNanos).forEach(this::decide);
        }
    }

    /** The frame is applied whole: each of its books, of a market's two as a rule, is looked at once. */
    private void tellOfBooks(List<BookUpdate.Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            TokenId tokenId = changes.get(i).tokenId();
            int first = 0;
            while (!changes.get(first).tokenId().equals(tokenId)) {
                first++;
            }
            if (first == i) {
                executor.onBook(tokenId, nowNanos);
            }
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
        instruments.close(tokenId, nowNanos);
        awaited.take(tokenId).forEach(this::decide);
        executor.cancelAll(tokenId, "the market resolved", nowNanos);
        books.forget(tokenId);
    }

    private void measureEquity(long atNanos) {
        portfolio.mark(books, atNanos).forEach(position -> effects.accept(new Effect.PositionChanged(position)));
        effects.accept(new Effect.EquityMeasured(portfolio.equity(atNanos)));
        // after a pause the next point is due now, not once for every interval missed
        timers.at(Math.max(atNanos, nowNanos) + config.equityIntervalNanos(), this::measureEquity);
    }

    private void measureBooks(long atNanos) {
        instruments.forgetClosed(tokenId -> portfolio.heldMicros(tokenId) > 0 || orders.hasOpen(tokenId), nowNanos);
        effects.accept(bookHealth.at(nowNanos));
        effects.accept(new Effect.CalibrationMeasured(calibration.report(nowNanos), nowNanos));
        List<TokenId> untrusted = bookHealth.untrusted();
        if (!untrusted.isEmpty()) {
            // whatever became of the question before
            effects.accept(new Effect.ResyncWanted(untrusted));
        }
        timers.at(Math.max(atNanos, nowNanos) + config.bookHealthIntervalNanos(), this::measureBooks);
    }

    /** What the books want of the feed. */
    private final class BookNeeds implements LiveBooks.Listener {

        @Override
        public void onWanted(TokenId tokenId, long sinceNanos) {
            effects.accept(new Effect.BookWanted(tokenId, sinceNanos));
        }

        @Override
        public void onDeaf(int line) {
            effects.accept(new Effect.LineDeaf(line));
        }

        @Override
        public void onUnserved(TokenId tokenId, int line, boolean move) {
            effects.accept(new Effect.TokenUnserved(tokenId, line, move));
        }

        @Override
        public void onQuiet(TokenId tokenId) {
            effects.accept(new Effect.ComparisonWanted(tokenId));
        }
    }

    /** What a fill's coming and going means for trading. */
    private final class Copying implements FillIntake.Consequences {

        @Override
        public void copy(LeaderFill fill, long leastAgeNanos) {
            CopyEngine.this.copy(fill, leastAgeNanos);
        }

        @Override
        public void observed(LeaderFill fill) {
            effects.accept(new Effect.FillObserved(fill, instruments.get(fill.tokenId())));
        }

        @Override
        public void revise(UUID fillId, LeaderFill now) {
            awaited.revise(fillId, now);
            penalties.revised(fillId, now);
        }

        @Override
        public void withdraw(UUID fillId, String why) {
            awaited.take(fillId).forEach(gone -> decided(gone.fill(), new Decision.Skip(SkipReason.FILL_GONE, why)));
            executor.cancel(fillId, why, nowNanos);
        }
    }
}
