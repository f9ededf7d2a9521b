package io.slipstream.core.execution;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.instrument;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.TimeInForce;
import java.util.List;
import java.util.UUID;

/** An executor with books, time and an account to play with. */
abstract class PaperRig {

    static final long NOW = 1_795_000_000_000_000_000L;

    static final UUID ID = new UUID(1, 2);
    static final long LATENCY = 150_000_000;

    final LiveBooks books = Fixtures.books(YES);
    final VirtualTimers timers = new VirtualTimers();
    final Recorder recorder = new Recorder();
    final TestingAccount account = new TestingAccount();
    final PaperExecutor executor =
            new PaperExecutor(books, timers, recorder, account, PaperConditions.usual(LATENCY, 0));

    void submitDelayed(String shares, int limit) {
        submitDelayed(TimeInForce.GTC, shares, limit);
    }

    void submitDelayed(TimeInForce timeInForce, String shares, int limit) {
        executor.submitMarketableLimit(delayed(timeInForce, shares, limit), NOON);
    }

    /** A buy in a market that holds it for a second. */
    static OrderRequest delayed(TimeInForce timeInForce, String shares, int limit) {
        Instrument usual = instrument(YES);
        Instrument delayed = new Instrument(
                YES,
                usual.conditionId(),
                usual.marketKey(),
                usual.title(),
                usual.outcome(),
                usual.outcomeIndex(),
                usual.tick(),
                usual.minSizeMicros(),
                usual.fee(),
                SECOND,
                false,
                true,
                false);
        return new OrderRequest(ID, delayed, Side.BUY, Micros.parse(shares), limit, timeInForce, 30 * SECOND, 0);
    }

    static FillBounds.Bound bound(String shares, String notional, String fee) {
        return new FillBounds.Bound(Micros.parse(shares), Micros.parse(notional), Micros.parse(fee));
    }

    void another(long id, Side side, String shares, int limit) {
        executor.submitMarketableLimit(
                new OrderRequest(
                        new UUID(1, id),
                        instrument(YES),
                        side,
                        Micros.parse(shares),
                        limit,
                        TimeInForce.GTC,
                        30 * SECOND,
                        0),
                NOON);
    }

    void change(Side side, int price, String size, long millis) {
        books.apply(
                LINE,
                new BookUpdate.Changes(
                        List.of(new BookUpdate.Change(YES, side, price, Micros.parse(size), -1, -1)), millis),
                NOW);
        executor.onBook(YES, NOON + LATENCY);
    }

    void submit(TimeInForce timeInForce, Side side, String shares, int limit, long ttlNanos) {
        executor.submitMarketableLimit(order(timeInForce, side, shares, limit, ttlNanos), NOON);
    }

    static OrderRequest order(TimeInForce timeInForce, Side side, String shares, int limit, long ttlNanos) {
        return new OrderRequest(
                ID,
                instrument(YES),
                side,
                Micros.parse(shares),
                limit,
                timeInForce,
                ttlNanos,
                timeInForce.expirationSeconds(NOON, ttlNanos));
    }

    void submit(Side side, String shares, int limit) {
        executor.submitMarketableLimit(
                new OrderRequest(
                        ID, instrument(YES), side, Micros.parse(shares), limit, TimeInForce.GTC, 30 * SECOND, 0),
                NOON);
    }

    void print(Side taker, int price, String size) {
        executor.onPrint(new BookUpdate.Print(YES, taker, price, Micros.parse(size), 5), NOON + SECOND);
    }
}
