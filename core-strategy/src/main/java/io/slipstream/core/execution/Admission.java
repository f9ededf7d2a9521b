package io.slipstream.core.execution;

import io.slipstream.core.book.OrderBook;
import io.slipstream.core.venue.Circumstances;
import io.slipstream.core.venue.OrderAmounts;
import io.slipstream.core.venue.OrderRules;
import io.slipstream.core.venue.OrderVerdict;
import io.slipstream.core.venue.Reachable;
import io.slipstream.core.venue.TimeInForce;
import io.slipstream.core.venue.VenueOrder;

/** Whether the venue would take a paper order, by the rules that live orders are made by. */
final class Admission {

    private final OrderRules rules;
    private final Account account;

    Admission(OrderRules rules, Account account) {
        this.rules = rules;
        this.account = account;
    }

    /** What the venue says to the order. */
    OrderVerdict verdict(OrderRequest request, OrderBook book, long nowNanos) {
        Circumstances.Market terms = account.termsFor(request);
        VenueOrder order = new VenueOrder(
                request.attemptId().toString(),
                TimeInForce.GTC,
                false,
                request.limitPrice(),
                OrderAmounts.limit(
                        request.side(),
                        request.limitPrice(),
                        request.sharesMicros(),
                        request.instrument().tick()),
                0);
        Circumstances met = new Circumstances(
                Circumstances.Mode.TRADING,
                terms,
                Reachable.within(book, request.side(), request.limitPrice()),
                account.fundsFor(request),
                nowNanos);
        return rules.check(order, met);
    }
}
