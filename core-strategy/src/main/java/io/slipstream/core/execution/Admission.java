package io.slipstream.core.execution;

import io.slipstream.core.venue.Circumstances;
import io.slipstream.core.venue.OrderRules;
import io.slipstream.core.venue.OrderVerdict;
import io.slipstream.core.venue.Reachable;
import io.slipstream.core.venue.TradingHalt;
import io.slipstream.core.venue.VenueOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the venue would take a paper order, by the rules that live orders are made by. */
final class Admission {

    private final OrderRules rules;
    private final List<TradingHalt> halts;
    private final Account account;

    Admission(OrderRules rules, List<TradingHalt> halts, Account account) {
        this.rules = rules;
        this.halts = halts;
        this.account = account;
    }

    /** Why the venue takes no orders at all at a moment; null if it does. */
    OrderVerdict.@Nullable Rejected closedToOrders(long nowNanos) {
        return rules.closedToOrders(TradingHalt.modeAt(halts, nowNanos), false, nowNanos);
    }

    /** Whether it takes cancels. */
    boolean takesCancels(long nowNanos) {
        return rules.takesCancels(TradingHalt.modeAt(halts, nowNanos), nowNanos);
    }

    /** What the venue says to an order that arrives. */
    OrderVerdict verdict(OrderRequest request, Reachable reachable, long nowNanos) {
        return rules.check(signed(request), met(request, reachable, nowNanos));
    }

    /** What it says to an order that it has held for the taker delay. */
    OrderVerdict released(OrderRequest request, Reachable reachable, long nowNanos) {
        return rules.checkReleased(signed(request), met(request, reachable, nowNanos));
    }

    private static VenueOrder signed(OrderRequest request) {
        return new VenueOrder(
                request.attemptId().toString(),
                request.timeInForce(),
                false,
                request.limitPrice(),
                request.amounts(),
                request.expirationSeconds());
    }

    private Circumstances met(OrderRequest request, Reachable reachable, long nowNanos) {
        return new Circumstances(
                TradingHalt.modeAt(halts, nowNanos),
                account.termsFor(request),
                reachable,
                account.fundsFor(request),
                nowNanos);
    }
}
