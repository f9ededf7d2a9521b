package io.slipstream.core.engine;

import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.OpenOrder;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Price;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What open orders have promised: cash at the worst price with its fee for buys, shares for sells. */
final class OpenOrders {

    private final Map<UUID, OpenOrder> orders = new HashMap<>();
    private final Map<TokenId, Long> promisedShares = new HashMap<>();
    private final Map<TokenId, Integer> ordersOf = new HashMap<>();
    private long promisedCash;

    /** Tells whether it is its token's only one. */
    boolean add(OpenOrder order) {
        orders.put(order.request().attemptId(), order);
        promise(order, 1);
        return ordersOf.merge(order.request().instrument().tokenId(), 1, Integer::sum) == 1;
    }

    /** Takes a fill off its order's promise. */
    OrderRequest filled(ExecutionFill fill) {
        OpenOrder before = orders.get(fill.attemptId());
        if (before == null) {
            throw new IllegalStateException("a fill of an order that is not open: " + fill);
        }
        OpenOrder after = before.with(fill);
        promise(before, -1);
        promise(after, 1);
        orders.put(fill.attemptId(), after);
        return before.request();
    }

    /** Ends an order; tells its token if that has no other. */
    @Nullable
    TokenId remove(UUID attemptId) {
        OpenOrder open = orders.remove(attemptId);
        if (open == null) {
            return null;
        }
        promise(open, -1);
        TokenId tokenId = open.request().instrument().tokenId();
        Integer left = ordersOf.computeIfPresent(tokenId, (_, orders) -> orders == 1 ? null : orders - 1);
        return left == null ? tokenId : null;
    }

    boolean has(TokenId tokenId) {
        return ordersOf.containsKey(tokenId);
    }

    /** How much is kept. */
    int retained() {
        return orders.size() + promisedShares.size() + ordersOf.size();
    }

    long promisedCash() {
        return promisedCash;
    }

    long promisedShares(TokenId tokenId) {
        return promisedShares.getOrDefault(tokenId, 0L);
    }

    /** What an order has promised: micro-dollars for a buy, micro-shares for a sell. */
    long promiseOf(UUID attemptId) {
        OpenOrder open = orders.get(attemptId);
        return open == null ? 0 : promised(open);
    }

    private void promise(OpenOrder open, int sign) {
        if (open.request().side() == Side.BUY) {
            promisedCash += sign * promised(open);
        } else {
            promisedShares.merge(open.request().instrument().tokenId(), sign * promised(open), (before, more) -> {
                long now = before + more;
                return now == 0 ? null : Long.valueOf(now);
            });
        }
    }

    private static long promised(OpenOrder open) {
        OrderRequest request = open.request();
        long remaining = open.remainingMicros();
        if (request.side() == Side.SELL) {
            return remaining;
        }
        FeeSchedule fee = request.instrument().fee();
        return request.isSizedInCollateral()
                ? remaining + fee.mostOnSpending(remaining)
                : Price.notional(remaining, request.limitPrice()) + fee.takerFee(remaining, request.limitPrice());
    }
}
