package io.slipstream.core.execution;

import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Executes on paper against the book as it stands when the order would have arrived: sweeps it level by level up to the
 * limit with the market's taker fee; the rest joins the queue behind the size shown at its price and fills only from
 * trade prints through that price, or at it once the queue ahead is used up. Depth that shrinks without a print fills
 * nothing. What was taken is not remembered in the book.
 */
public final class PaperExecutor implements ExecutionAdapter {

    private final BookStore books;
    private final Timers timers;
    private final ExecutionListener listener;
    private final long submitLatencyNanos;
    private final Map<UUID, Order> open = new LinkedHashMap<>();
    private final Map<TokenId, List<Order>> resting = new HashMap<>();

    /**
     * Starts without orders.
     *
     * @param submitLatencyNanos from the decision to the venue's book
     */
    public PaperExecutor(BookStore books, Timers timers, ExecutionListener listener, long submitLatencyNanos) {
        this.books = books;
        this.timers = timers;
        this.listener = listener;
        this.submitLatencyNanos = submitLatencyNanos;
    }

    @Override
    public void submitMarketableLimit(OrderRequest request, long nowNanos) {
        Order order = new Order(request);
        open.put(request.attemptId(), order);
        timers.at(nowNanos + submitLatencyNanos, at -> arrive(order, at));
    }

    @Override
    public void cancel(UUID attemptId, String reason, long nowNanos) {
        Order order = open.get(attemptId);
        if (order != null) {
            finish(order, reason, nowNanos);
        }
    }

    /** Cancels whatever is open or on its way in a token, as the venue does when its market resolves. */
    public void cancelAll(TokenId tokenId, String reason, long nowNanos) {
        for (Order order : List.copyOf(open.values())) {
            if (order.request.instrument().tokenId().equals(tokenId)) {
                finish(order, reason, nowNanos);
            }
        }
    }

    /** Fills what rests from a trade of others. */
    public void onPrint(BookUpdate.Print print, long nowNanos) {
        List<Order> orders = resting.get(print.tokenId());
        if (orders == null) {
            return;
        }
        long available = print.sizeMicros();
        for (Order order : List.copyOf(orders)) {
            if (available == 0) {
                return;
            }
            available -= fillFromPrint(order, print, available, nowNanos);
        }
    }

    private long fillFromPrint(Order order, BookUpdate.Print print, long available, long nowNanos) {
        OrderRequest request = order.request;
        if (print.takerSide() == request.side()) {
            return 0;
        }
        int through = request.side() == Side.BUY
                ? request.limitPrice() - print.price()
                : print.price() - request.limitPrice();
        if (through < 0) {
            return 0;
        }
        long reachesUs = available;
        if (through == 0) {
            long ahead = Math.min(order.queueAheadMicros, available);
            order.queueAheadMicros -= ahead;
            reachesUs -= ahead;
        }
        long shares = Math.min(reachesUs, order.remainingMicros);
        if (shares > 0) {
            fill(order, shares, request.limitPrice(), Liquidity.MAKER, nowNanos);
            finishIfFilled(order, nowNanos);
        }
        return shares;
    }

    private void arrive(Order order, long nowNanos) {
        OrderRequest request = order.request;
        if (!open.containsKey(request.attemptId())) {
            return;
        }
        OrderBook book = books.book(request.instrument().tokenId());
        if (book == null || books.freshness(request.instrument().tokenId(), nowNanos) == Freshness.HARD_STALE) {
            open.remove(request.attemptId());
            listener.onDone(
                    request.attemptId(),
                    OrderOutcome.FAILED,
                    book == null
                            ? "no trusted book when the order arrived"
                            : "the book was too old when the order arrived",
                    nowNanos);
            return;
        }
        listener.onPlaced(request.attemptId(), nowNanos);
        sweep(order, book, nowNanos);
        if (finishIfFilled(order, nowNanos)) {
            return;
        }
        order.queueAheadMicros = book.sizeAt(request.side(), request.limitPrice());
        resting.computeIfAbsent(request.instrument().tokenId(), _ -> new ArrayList<>())
                .add(order);
        timers.at(nowNanos + request.ttlNanos(), at -> cancel(request.attemptId(), "time to live is over", at));
    }

    private void sweep(Order order, OrderBook book, long nowNanos) {
        OrderRequest request = order.request;
        Side opposite = request.side() == Side.BUY ? Side.SELL : Side.BUY;
        int depth = book.depth(opposite);
        for (int rank = 0; rank < depth && order.remainingMicros > 0; rank++) {
            Level level = book.level(opposite, rank);
            boolean withinLimit = request.side() == Side.BUY
                    ? level.price() <= request.limitPrice()
                    : level.price() >= request.limitPrice();
            if (!withinLimit) {
                return;
            }
            fill(order, Math.min(level.sizeMicros(), order.remainingMicros), level.price(), Liquidity.TAKER, nowNanos);
        }
    }

    private void fill(Order order, long shares, int price, Liquidity liquidity, long nowNanos) {
        order.remainingMicros -= shares;
        long fee =
                liquidity == Liquidity.TAKER ? order.request.instrument().fee().takerFee(shares, price) : 0;
        listener.onFill(
                new ExecutionFill(order.request.attemptId(), order.fills++, shares, price, fee, liquidity, nowNanos));
    }

    private boolean finishIfFilled(Order order, long nowNanos) {
        if (order.remainingMicros > 0) {
            return false;
        }
        finish(order, "filled", nowNanos);
        return true;
    }

    private void finish(Order order, String reason, long nowNanos) {
        OrderRequest request = order.request;
        open.remove(request.attemptId());
        List<Order> orders = resting.get(request.instrument().tokenId());
        if (orders != null) {
            orders.remove(order);
            if (orders.isEmpty()) {
                resting.remove(request.instrument().tokenId());
            }
        }
        OrderOutcome outcome = order.remainingMicros == 0
                ? OrderOutcome.FILLED
                : order.fills > 0 ? OrderOutcome.PARTIAL : OrderOutcome.CANCELED;
        listener.onDone(request.attemptId(), outcome, reason, nowNanos);
    }

    private static final class Order {
        private final OrderRequest request;
        private long remainingMicros;
        private long queueAheadMicros;
        private int fills;

        Order(OrderRequest request) {
            this.request = request;
            this.remainingMicros = request.sharesMicros();
        }
    }
}
