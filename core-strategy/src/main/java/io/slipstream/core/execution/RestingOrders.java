package io.slipstream.core.execution;

import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Price;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Paper orders that wait in queues. Trades of others fill them with what comes past all that stands before them, and whoever comes
 * to offer within their limit; each share once among all of ours. A trade of one outcome is a trade of the other at the mirrored
 * price.
 */
final class RestingOrders {

    private final BookStore books;
    private final Timers timers;
    private final PaperConditions conditions;
    private final Footprint footprint;
    private final FillConsumer fills;
    /** Lists that never change: orders come and go far less often than books, and go while they are gone over. */
    private final Map<TokenId, List<PaperOrder>> byToken = new HashMap<>();

    /** Takes what somebody has filled of an order under the model that counts; zero if only under another. */
    interface FillConsumer {
        void filled(PaperOrder order, long sharesMicros, long nowNanos);
    }

    RestingOrders(BookStore books, Timers timers, PaperConditions conditions, Footprint footprint, FillConsumer fills) {
        this.books = books;
        this.timers = timers;
        this.conditions = conditions;
        this.footprint = footprint;
        this.fills = fills;
    }

    void add(PaperOrder order) {
        TokenId tokenId = order.request().instrument().tokenId();
        List<PaperOrder> orders = new ArrayList<>(byToken.getOrDefault(tokenId, List.of()));
        orders.add(order);
        byToken.put(tokenId, List.copyOf(orders));
    }

    void remove(PaperOrder order) {
        TokenId tokenId = order.request().instrument().tokenId();
        List<PaperOrder> orders = new ArrayList<>(byToken.getOrDefault(tokenId, List.of()));
        if (orders.remove(order)) {
            if (orders.isEmpty()) {
                byToken.remove(tokenId);
            } else {
                byToken.put(tokenId, List.copyOf(orders));
            }
        }
    }

    /** Depth that shrinks fills nothing, but moves whoever is behind it. */
    void onBook(TokenId tokenId, long nowNanos) {
        List<PaperOrder> orders = byToken.get(tokenId);
        OrderBook book = orders == null ? null : books.book(tokenId);
        if (orders == null || book == null) {
            return;
        }
        for (PaperOrder order : orders) {
            meet(order, book, nowNanos);
            QueueDepth shown = QueueDepth.around(
                    book, order.request().side(), order.request().limitPrice());
            if (!order.sees(shown)) {
                continue;
            }
            if (!order.rests()) {
                order.rest(shown, conditions.cancelsAheadMillionths());
                continue;
            }
            List<QueuePosition> moved = new ArrayList<>(order.lanes().size());
            for (Lane lane : order.lanes()) {
                QueuePosition queue = lane.queue();
                if (queue != null) {
                    boolean wasSettled = !queue.isUnsettled();
                    queue.shows(shown);
                    if (wasSettled && queue.isUnsettled()) {
                        moved.add(queue);
                    }
                }
            }
            settleLater(moved, nowNanos);
        }
    }

    /**
     * What others offer within our limit would have come upon our order first, at its price: whoever offers there has met all that
     * stands before us. No trade tells of it. He may have wanted to rest and nothing else, which the pessimist believes.
     */
    private void meet(PaperOrder order, OrderBook book, long nowNanos) {
        TokenId tokenId = order.request().instrument().tokenId();
        Side opposite = order.request().side().opposite();
        for (int price = book.best(opposite);
                price >= 0 && order.reaches(price) && !order.real().isFilled();
                price = book.worseThan(opposite, price)) {
            long left = book.sizeAt(opposite, price) - footprint.takenAt(tokenId, opposite, price);
            order.lane(FillModel.OPTIMISTIC).fill(left, order.request().limitPrice(), Liquidity.MAKER);
            long shares = order.real().fill(left, order.request().limitPrice(), Liquidity.MAKER);
            if (shares > 0) {
                footprint.take(tokenId, opposite, price, shares);
                fills.filled(order, shares, nowNanos);
            }
        }
    }

    void onPrint(BookUpdate.Print print, long nowNanos) {
        trade(print.tokenId(), print.takerSide(), print.price(), print.sizeMicros(), nowNanos);
        TokenId mirror = books.mirrorOf(print.tokenId());
        if (mirror != null) {
            trade(mirror, print.takerSide().opposite(), Price.ONE - print.price(), print.sizeMicros(), nowNanos);
        }
    }

    private void trade(TokenId tokenId, Side takerSide, int price, long sharesMicros, long nowNanos) {
        List<PaperOrder> orders = byToken.get(tokenId);
        if (orders == null) {
            return;
        }
        Map<FillModel, Long> left = new EnumMap<>(FillModel.class);
        for (PaperOrder order : orders) {
            if (takerSide == order.request().side()) {
                continue;
            }
            long counts = 0;
            for (Lane lane : order.lanes()) {
                long available = left.getOrDefault(lane.model(), sharesMicros);
                long filled = fill(lane, isReachedBy(order, price), available, order, nowNanos);
                left.put(lane.model(), available - filled);
                counts += lane.model() == FillModel.REALISTIC ? filled : 0;
            }
            fills.filled(order, counts, nowNanos);
        }
    }

    private long fill(Lane lane, boolean atOrThrough, long available, PaperOrder order, long nowNanos) {
        QueuePosition queue = lane.queue();
        if (queue == null) {
            return 0; // nobody knows yet who stands before it
        }
        boolean wasSettled = !queue.isUnsettled();
        long reachesUs = queue.trade(available, atOrThrough);
        if (wasSettled && queue.isUnsettled()) {
            settleLater(List.of(queue), nowNanos);
        }
        return lane.fill(reachesUs, order.request().limitPrice(), Liquidity.MAKER);
    }

    private void settleLater(List<QueuePosition> unsettled, long nowNanos) {
        if (!unsettled.isEmpty()) {
            unsettled.forEach(QueuePosition::mark);
            timers.at(nowNanos + conditions.explanationNanos(), at -> {
                unsettled.forEach(QueuePosition::settle);
                // what came since the mark has its own time
                settleLater(
                        unsettled.stream().filter(QueuePosition::isUnsettled).toList(), at);
            });
        }
    }

    /** Whether an average price is the order's or worse. */
    private static boolean isReachedBy(PaperOrder order, int price) {
        return order.request().side() == Side.BUY
                ? price <= order.request().limitPrice()
                : price >= order.request().limitPrice();
    }
}
