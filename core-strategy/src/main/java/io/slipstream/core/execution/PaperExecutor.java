package io.slipstream.core.execution;

import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.PastBook;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.venue.OrderLimits;
import io.slipstream.core.venue.OrderRules;
import io.slipstream.core.venue.OrderVerdict;
import io.slipstream.core.venue.TimeInForce;
import io.slipstream.core.venue.VenueRejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Executes on paper as it would really have gone: an order meets the book as it is when it arrives, takes level by level what is
 * there and was not taken on paper before, with the market's taker fee, and rests with what is left behind the size shown at its
 * price, where only trades fill it. What the venue did is known to us a response later. Each order is also followed under a
 * pessimistic and an optimistic fill model until its time to live is over.
 */
public final class PaperExecutor implements ExecutionAdapter {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final BookStore books;
    private final Timers timers;
    private final Admission admission;
    private final Requests requests;
    private final Footprint footprint;
    private final Responses responses;
    private final Sweep sweep;
    private final RestingOrders resting;
    private final Map<UUID, PaperOrder> orders = new LinkedHashMap<>();

    /** Starts without orders. */
    public PaperExecutor(
            BookStore books, Timers timers, ExecutionListener listener, Account account, PaperConditions conditions) {
        LongSupplier response = conditions.response().draws();
        this.admission = new Admission(
                new OrderRules(conditions.restarts(), OrderLimits.PUBLISHED), conditions.halts(), account);
        this.requests = new Requests(timers, conditions, response, admission, new Door());
        this.books = books;
        this.timers = timers;
        this.responses = new Responses(timers, listener, response, conditions.settlement());
        this.footprint = new Footprint(books);
        this.sweep = new Sweep(footprint, responses);
        this.resting = new RestingOrders(books, timers, conditions, footprint, this::filledByOthers);
    }

    @Override
    public void submitMarketableLimit(OrderRequest request, long nowNanos) {
        PaperOrder order = new PaperOrder(request, nowNanos);
        orders.put(request.attemptId(), order);
        requests.submit(order, nowNanos);
    }

    /**
     * Goes on with an order that an earlier run left. Nobody saw its queue since: it stands behind what is shown when a book can be
     * trusted again.
     */
    public void resume(OpenOrder open, long nowNanos) {
        PaperOrder order = new PaperOrder(open, nowNanos);
        orders.put(open.request().attemptId(), order);
        resting.add(order);
        onBook(open.request().instrument().tokenId(), nowNanos);
        endInTime(order, open.placedNanos(), nowNanos);
    }

    @Override
    public void cancel(UUID attemptId, String reason, long nowNanos) {
        PaperOrder order = orders.get(attemptId);
        if (order == null) {
            return;
        }
        if (order.stage() == PaperOrder.Stage.ON_ITS_WAY || order.stage() == PaperOrder.Stage.HELD) {
            // the venue does not know it yet, or holds it: it can be canceled once it is in the book
            order.wantCancel(reason);
        } else {
            requests.cancel(order, reason, nowNanos);
        }
    }

    /** Cancels whatever is open or on its way in a token at once, as the venue does when its market resolves. */
    public void cancelAll(TokenId tokenId, String reason, long nowNanos) {
        for (PaperOrder order : List.copyOf(orders.values())) {
            if (order.request().instrument().tokenId().equals(tokenId)) {
                canceled(order, reason, nowNanos);
            }
        }
    }

    /** A token's book has changed. */
    public void onBook(TokenId tokenId, long nowNanos) {
        footprint.onBook(tokenId);
        resting.onBook(tokenId, nowNanos);
    }

    /** Others have traded. */
    public void onPrint(BookUpdate.Print print, long nowNanos) {
        resting.onPrint(print, nowNanos);
    }

    private void arrive(PaperOrder order, long nowNanos) {
        Depth depth = depthFor(order, nowNanos);
        if (depth == null) {
            return;
        }
        switch (admission.verdict(order.request(), depth.reachable(FillModel.REALISTIC), nowNanos)) {
            case OrderVerdict.Rejected refused -> refuse(order, depth, refused, nowNanos);
            case OrderVerdict.Accepted accepted -> {
                responses.placed(order, nowNanos);
                long delay = order.request().instrument().takerDelayNanos();
                if (accepted.marketable() && delay > 0) {
                    order.stage(PaperOrder.Stage.HELD);
                    timers.at(nowNanos + delay, at -> release(order, at));
                } else {
                    meet(order, depth, nowNanos);
                }
            }
        }
    }

    /** The taker delay is over. The book may be another one by then: what the order saw when it arrived it need not get. */
    private void release(PaperOrder order, long nowNanos) {
        Depth depth = depthFor(order, nowNanos);
        if (depth == null) {
            return;
        }
        switch (admission.released(order.request(), depth.reachable(FillModel.REALISTIC), nowNanos)) {
            case OrderVerdict.Rejected refused -> refuse(order, depth, refused, nowNanos);
            case OrderVerdict.Accepted _ -> meet(order, depth, nowNanos);
        }
    }

    /** What an order finds in the book that it meets; null if it is over, or ends because there is none. */
    private @Nullable Depth depthFor(PaperOrder order, long nowNanos) {
        if (order.stage() == PaperOrder.Stage.OVER) {
            return null;
        }
        TokenId tokenId = order.request().instrument().tokenId();
        OrderBook book = books.book(tokenId);
        if (book == null) {
            fail(order, "no trusted book when the order arrived", nowNanos);
            return null;
        }
        if (books.freshness(tokenId, nowNanos) == Freshness.HARD_STALE) {
            fail(order, "the book was too old when the order arrived", nowNanos);
            return null;
        }
        OrderBook atDecision = books.bookAt(tokenId, order.decidedNanos(), nowNanos) instanceof PastBook.Known known
                ? known.book()
                : null;
        return new Depth(order.request(), book, atDecision, footprint);
    }

    private void refuse(PaperOrder order, Depth depth, OrderVerdict.Rejected refused, long nowNanos) {
        String why = "%s: %s".formatted(refused.code(), refused.reason());
        if (refused.code().retry() == VenueRejection.Retry.BOOK) {
            // killed for what the book lacks, which under another model it may have
            responses.met(order);
            sweep.take(order, depth, nowNanos);
            canceled(order, why, nowNanos);
        } else {
            fail(order, why, nowNanos);
        }
    }

    private void meet(PaperOrder order, Depth depth, long nowNanos) {
        OrderRequest request = order.request();
        order.stage(PaperOrder.Stage.AT_THE_VENUE);
        responses.met(order);
        sweep.take(order, depth, nowNanos);
        finishIfFilled(order, nowNanos);
        if (!request.timeInForce().rests()) {
            canceled(order, request.timeInForce() + ": what was not there at once is canceled", nowNanos);
            return;
        }
        if (order.isFilledInEveryLane()) {
            forget(order, nowNanos);
            return;
        }
        resting.add(order);
        resting.onBook(request.instrument().tokenId(), nowNanos);
        String wanted = order.cancelWanted();
        if (wanted != null) {
            cancel(request.attemptId(), wanted, nowNanos);
        }
        endInTime(order, nowNanos, nowNanos);
    }

    /** A GTD order is ended by the venue, at once and without a race; any other by us. */
    private void endInTime(PaperOrder order, long placedNanos, long nowNanos) {
        OrderRequest request = order.request();
        if (request.timeInForce() == TimeInForce.GTD) {
            timers.at(
                    Math.max(nowNanos, request.expirationSeconds() * NANOS_PER_SECOND),
                    at -> canceled(order, "expired", at));
        } else {
            timers.at(
                    Math.max(nowNanos, placedNanos + request.ttlNanos()),
                    at -> cancel(request.attemptId(), "time to live is over", at));
        }
    }

    private void fail(PaperOrder order, String why, long nowNanos) {
        over(order, OrderOutcome.FAILED, why, nowNanos);
        forget(order, nowNanos);
    }

    private void filledByOthers(PaperOrder order, long shares, long nowNanos) {
        if (shares > 0 && order.stage() == PaperOrder.Stage.AT_THE_VENUE) {
            responses.filled(order, shares, order.request().limitPrice(), Liquidity.MAKER, nowNanos);
            finishIfFilled(order, nowNanos);
        }
        if (order.isFilledInEveryLane()) {
            forget(order, nowNanos);
        }
    }

    private void finishIfFilled(PaperOrder order, long nowNanos) {
        if (order.real().isFilled() && order.stage() == PaperOrder.Stage.AT_THE_VENUE) {
            over(order, OrderOutcome.FILLED, "filled", nowNanos);
        }
    }

    private void canceled(PaperOrder order, String reason, long nowNanos) {
        if (!order.isFollowed()) {
            return;
        }
        if (order.stage() != PaperOrder.Stage.OVER) {
            over(order, order.fills() > 0 ? OrderOutcome.PARTIAL : OrderOutcome.CANCELED, reason, nowNanos);
        }
        forget(order, nowNanos);
    }

    private void over(PaperOrder order, OrderOutcome outcome, String reason, long nowNanos) {
        order.stage(PaperOrder.Stage.OVER);
        responses.over(order, outcome, reason, nowNanos);
    }

    /** Nothing can happen to it any more, under no model. */
    private void forget(PaperOrder order, long nowNanos) {
        if (orders.remove(order.request().attemptId()) != null) {
            order.leave();
            resting.remove(order);
            responses.bounded(order, nowNanos);
        }
    }

    /** Where our requests come in. */
    private final class Door implements Requests.Venue {

        @Override
        public void arrived(PaperOrder order, long nowNanos) {
            arrive(order, nowNanos);
        }

        @Override
        public void turnedAway(PaperOrder order, String why, long nowNanos) {
            fail(order, why, nowNanos);
        }

        @Override
        public void canceled(PaperOrder order, String reason, long nowNanos) {
            PaperExecutor.this.canceled(order, reason, nowNanos);
        }
    }
}
