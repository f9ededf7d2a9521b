package io.slipstream.core.execution;

import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.venue.Reachable;
import org.jspecify.annotations.Nullable;

/** What a book offers an order, under each fill model as much as that believes is there. */
final class Depth {

    private final OrderRequest request;
    private final OrderBook book;
    private final @Nullable OrderBook atDecision;
    private final Footprint footprint;
    private final Side opposite;

    /**
     * Looks at a book with an order's eyes.
     *
     * @param atDecision what it was when the order was decided, null if that is not known
     */
    Depth(OrderRequest request, OrderBook book, @Nullable OrderBook atDecision, Footprint footprint) {
        this.request = request;
        this.book = book;
        this.atDecision = atDecision;
        this.footprint = footprint;
        this.opposite = request.side().opposite();
    }

    OrderBook book() {
        return book;
    }

    /** Micro-shares at a price. */
    long at(FillModel model, int price) {
        long shown = book.sizeAt(opposite, price);
        if (model == FillModel.OPTIMISTIC) {
            return shown;
        }
        TokenId tokenId = request.instrument().tokenId();
        long left = Math.max(0, shown - footprint.takenAt(tokenId, opposite, price));
        return model == FillModel.PESSIMISTIC && atDecision != null
                ? Math.min(left, atDecision.sizeAt(opposite, price))
                : left;
    }

    /** All of it within the order's limit. */
    Reachable reachable(FillModel model) {
        return Reachable.within(book, request.side(), request.limitPrice(), price -> at(model, price));
    }
}
