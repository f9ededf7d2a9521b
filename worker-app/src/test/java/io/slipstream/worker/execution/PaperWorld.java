package io.slipstream.worker.execution;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.execution.Account;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.ExecutionListener;
import io.slipstream.core.execution.FillBounds;
import io.slipstream.core.execution.Latency;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.execution.PaperExecutor;
import io.slipstream.core.execution.SettlementRisk;
import io.slipstream.core.execution.VirtualTimers;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Price;
import io.slipstream.core.venue.Circumstances;
import io.slipstream.core.venue.EngineSchedule;
import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.OrderBook;
import io.slipstream.sim.exchange.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A venue without us, and paper orders that know of it what the venue pushes: a snapshot of both outcomes, each level that changes
 * in both, and then each match once, with its shares and their average price to the nearest cent. (The recorded market data of
 * 2026-06-07 has it so: of the sweeps over several levels each is one print of all the shares, some 25 ms after the levels.)
 */
final class PaperWorld implements ExchangeListener, ExecutionListener, Account {

    private static final int CENT = 100;

    final VenueWorld venue;
    final VirtualTimers timers = new VirtualTimers();
    final PaperExecutor executor;
    final Map<UUID, List<ExecutionFill>> fills = new HashMap<>();
    final Map<UUID, FillBounds> bounds = new HashMap<>();
    private final LiveBooks books = Fixtures.books(Fixtures.YES, Fixtures.NO);
    private long nowNanos;
    private long millis;

    PaperWorld(VenueWorld venue, long submitNanos, long cancelNanos) {
        this.venue = venue;
        this.executor = new PaperExecutor(
                books,
                timers,
                this,
                this,
                new PaperConditions(
                        new Latency.Constant(submitNanos),
                        new Latency.Constant(cancelNanos),
                        new Latency.Constant(0),
                        PaperConditions.USUAL_CANCELS_AHEAD,
                        Fixtures.SECOND,
                        EngineSchedule.NONE,
                        List.of(),
                        SettlementRisk.NONE));
    }

    /** Shows the book as it is, and from now on what changes. */
    void subscribe(long atNanos) {
        nowNanos = atNanos;
        books.pair(Fixtures.YES, Fixtures.NO);
        for (Outcome outcome : Outcome.values()) {
            OrderBook book = venue.market().book();
            hear(new BookUpdate.Snapshot(
                    token(outcome),
                    levels(book.bids(outcome)),
                    levels(book.asks(outcome)),
                    null,
                    millis,
                    BookUpdate.PUSHED));
        }
        venue.listen(this);
    }

    /** Time passes. */
    void runUntil(long atNanos) {
        timers.runUntil(atNanos);
        nowNanos = atNanos;
        millis = atNanos / 1_000_000;
    }

    long filled(UUID id) {
        return fills.getOrDefault(id, List.of()).stream()
                .mapToLong(ExecutionFill::sharesMicros)
                .sum();
    }

    @Override
    public void levelChanged(Market market, boolean bid, int yesPrice, long sizeMicros) {
        List<BookUpdate.Change> changes = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            boolean yes = outcome == Outcome.YES;
            changes.add(new BookUpdate.Change(
                    token(outcome),
                    bid == yes ? Side.BUY : Side.SELL,
                    yes ? yesPrice : Price.ONE - yesPrice,
                    sizeMicros,
                    market.book().bestBid(outcome),
                    market.book().bestAsk(outcome)));
        }
        hear(new BookUpdate.Changes(changes, millis));
    }

    @Override
    public void matched(Match match) {
        long average = (match.cashMicros() * Price.ONE + match.sharesMicros() * CENT / 2) / match.sharesMicros();
        Side side = match.taker().side() == io.slipstream.sim.exchange.Side.BUY ? Side.BUY : Side.SELL;
        int price = Math.toIntExact(average / CENT * CENT);
        BookUpdate.Print print =
                new BookUpdate.Print(token(match.taker().outcome()), side, price, match.sharesMicros(), millis);
        hear(print);
        executor.onPrint(print, nowNanos);
    }

    private void hear(BookUpdate update) {
        List<TokenId> broken = books.apply(Fixtures.LINE, update, nowNanos);
        if (!broken.isEmpty()) {
            throw new AssertionError("the books are not what the venue says: " + broken);
        }
        if (update instanceof BookUpdate.Changes frame) {
            frame.changes().forEach(change -> executor.onBook(change.tokenId(), nowNanos));
        }
    }

    private static TokenId token(Outcome outcome) {
        return outcome == Outcome.YES ? Fixtures.YES : Fixtures.NO;
    }

    private static List<Level> levels(List<OrderBook.Level> levels) {
        return levels.stream()
                .map(level -> new Level(level.price(), level.sizeMicros()))
                .toList();
    }

    @Override
    public Circumstances.Market termsFor(OrderRequest order) {
        return new Circumstances.Market(
                Circumstances.Phase.OPEN,
                order.instrument().tick(),
                order.instrument().minSizeMicros(),
                order.instrument().fee());
    }

    @Override
    public Circumstances.Funds fundsFor(OrderRequest order) {
        return Circumstances.Funds.approved(Long.MAX_VALUE, 0);
    }

    @Override
    public void onPlaced(UUID attemptId, long atNanos) {}

    @Override
    public void onFill(ExecutionFill fill) {
        fills.computeIfAbsent(fill.attemptId(), _ -> new ArrayList<>()).add(fill);
    }

    @Override
    public void onDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos) {
        if (outcome == OrderOutcome.FAILED) {
            throw new AssertionError("not to be refused: " + reason);
        }
    }

    @Override
    public void onBounds(UUID attemptId, FillBounds of) {
        bounds.put(attemptId, of);
    }
}
