package io.slipstream.core.execution;

import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;

/**
 * What others show on an order's side of the book, micro-shares.
 *
 * @param betterMicros at better prices: all of it is served before the order
 * @param atMicros at its price
 * @param worseMicros at worse prices: all of it is served after it
 */
record QueueDepth(long betterMicros, long atMicros, long worseMicros) {

    /** As seen from an order of this side and price. */
    static QueueDepth around(OrderBook book, Side side, int limitPrice) {
        long better = 0;
        for (int price = book.best(side);
                price >= 0 && (side == Side.BUY ? price > limitPrice : price < limitPrice);
                price = book.worseThan(side, price)) {
            better += book.sizeAt(side, price);
        }
        long at = book.sizeAt(side, limitPrice);
        return new QueueDepth(better, at, book.total(side) - better - at);
    }
}
