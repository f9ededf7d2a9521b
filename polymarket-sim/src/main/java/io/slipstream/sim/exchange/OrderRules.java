package io.slipstream.sim.exchange;

import io.slipstream.sim.wire.Decimals;
import org.jspecify.annotations.Nullable;

/** What the venue checks before it takes an order (sections 3.4 and 3.5). */
final class OrderRules {

    private OrderRules() {}

    /**
     * Why an order is refused, or null when it is taken.
     *
     * @param fees what is charged
     */
    static @Nullable Rejection refusal(OrderRequest request, FeeCurve fees) {
        Market market = request.market();
        long lot =
                request.type() == OrderType.GTC ? MatchingEngine.RESTING_LOT_MICROS : MatchingEngine.TAKING_LOT_MICROS;
        int tick = market.tick();
        if (market.status() != MarketStatus.OPEN) {
            return Rejection.MARKET_CLOSED;
        }
        if (request.price() < tick || request.price() > Decimals.PRICE_ONE - tick || request.price() % tick != 0) {
            return Rejection.TICK;
        }
        if (request.sizeMicros() % lot != 0) {
            return Rejection.LOT;
        }
        if (request.sizeMicros() < market.terms().minimumSizeMicros()) {
            return Rejection.MINIMUM_SIZE;
        }
        boolean marketable = marketable(request);
        if (marketable && request.postOnly()) {
            return Rejection.CROSSES;
        }
        if (request.side() == Side.SELL) {
            boolean covered = market.inventory().free(request.owner(), request.outcome()) >= request.sizeMicros();
            return covered ? null : Rejection.BALANCE;
        }
        long cost = Amounts.roundUp(request.sizeMicros(), request.price());
        if (marketable && cost < Decimals.MICROS) {
            return Rejection.MINIMUM_NOTIONAL;
        }
        long fee = marketable ? fees.feeMicros(request.sizeMicros(), Decimals.PRICE_ONE / 2) : 0;
        return request.owner().freeMicros() >= cost + fee ? null : Rejection.BALANCE;
    }

    private static boolean marketable(OrderRequest request) {
        OrderBook book = request.market().book();
        return request.side() == Side.BUY
                ? request.price() >= book.bestAsk(request.outcome())
                        && book.bestAsk(request.outcome()) < Decimals.PRICE_ONE
                : request.price() <= book.bestBid(request.outcome());
    }
}
