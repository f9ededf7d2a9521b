package io.slipstream.core.execution;

import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.PastBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import org.jspecify.annotations.Nullable;

/** Takes level by level what a book offers an order up to its limit, under each fill model as much as that believes is there. */
final class Sweep {

    private final BookStore books;
    private final Footprint footprint;
    private final Responses responses;

    Sweep(BookStore books, Footprint footprint, Responses responses) {
        this.books = books;
        this.footprint = footprint;
        this.responses = responses;
    }

    void take(PaperOrder order, OrderBook book, long nowNanos) {
        OrderRequest request = order.request();
        TokenId tokenId = request.instrument().tokenId();
        Side opposite = request.side().opposite();
        OrderBook atDecision = bookAtDecision(order, nowNanos);
        for (int price = book.best(opposite);
                price >= 0 && order.reaches(price) && !order.isFilledInEveryLane();
                price = book.worseThan(opposite, price)) {
            long shown = book.sizeAt(opposite, price);
            long left = Math.max(0, shown - footprint.takenAt(tokenId, opposite, price));
            long certain = atDecision == null ? left : Math.min(left, atDecision.sizeAt(opposite, price));
            order.lane(FillModel.OPTIMISTIC).fill(shown, price, Liquidity.TAKER);
            order.lane(FillModel.PESSIMISTIC).fill(certain, price, Liquidity.TAKER);
            long shares = order.real().fill(left, price, Liquidity.TAKER);
            if (shares > 0) {
                footprint.take(tokenId, opposite, price, shares);
                responses.filled(order, shares, price, Liquidity.TAKER, nowNanos);
            }
        }
    }

    private @Nullable OrderBook bookAtDecision(PaperOrder order, long nowNanos) {
        PastBook past = books.bookAt(order.request().instrument().tokenId(), order.decidedNanos(), nowNanos);
        return past instanceof PastBook.Known known ? known.book() : null;
    }
}
