package io.slipstream.core.execution;

import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.venue.TimeInForce;
import java.util.EnumSet;
import java.util.Set;

/** Takes level by level what a book offers an order up to its limit; nothing where it is to be filled whole and would not be. */
final class Sweep {

    private final Footprint footprint;
    private final Responses responses;

    Sweep(Footprint footprint, Responses responses) {
        this.footprint = footprint;
        this.responses = responses;
    }

    void take(PaperOrder order, Depth depth, long nowNanos) {
        TokenId tokenId = order.request().instrument().tokenId();
        Side opposite = order.request().side().opposite();
        OrderBook book = depth.book();
        Set<FillModel> taking = taking(order, depth);
        for (int price = book.best(opposite);
                price >= 0 && order.reaches(price) && !order.isFilledInEveryLane();
                price = book.worseThan(opposite, price)) {
            long taken = 0;
            for (FillModel model : taking) {
                long shares = order.lane(model).fill(depth.at(model, price), price, Liquidity.TAKER);
                taken = model == FillModel.REALISTIC ? shares : taken;
            }
            // once every model has looked at the level
            if (taken > 0) {
                footprint.take(tokenId, opposite, price, taken);
                responses.filled(order, taken, price, Liquidity.TAKER, nowNanos);
            }
        }
    }

    private static Set<FillModel> taking(PaperOrder order, Depth depth) {
        Set<FillModel> taking = EnumSet.allOf(FillModel.class);
        if (order.request().timeInForce() == TimeInForce.FOK) {
            taking.removeIf(model -> !order.lane(model).isFilledBy(depth.reachable(model)));
        }
        return taking;
    }
}
