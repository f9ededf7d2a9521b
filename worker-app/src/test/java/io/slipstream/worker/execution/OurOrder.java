package io.slipstream.worker.execution;

import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Price;
import io.slipstream.core.venue.TimeInForce;
import io.slipstream.sim.exchange.Outcome;
import java.util.UUID;

/**
 * An order of ours, in terms of both sides of the comparison.
 *
 * @param bid side on the book of YES
 * @param yesPrice limit on the book of YES, ten-thousandths of a dollar
 * @param ttlNanos from its arrival; zero takes what is there and rests not at all
 */
record OurOrder(UUID id, boolean bid, Outcome outcome, int yesPrice, long sharesMicros, long ttlNanos) {

    boolean kill() {
        return ttlNanos == 0;
    }

    OrderRequest onPaper() {
        boolean yes = outcome == Outcome.YES;
        return new OrderRequest(
                id,
                Fixtures.instrument(yes ? Fixtures.YES : Fixtures.NO),
                bid == yes ? Side.BUY : Side.SELL,
                sharesMicros,
                yes ? yesPrice : Price.ONE - yesPrice,
                TimeInForce.GTC,
                ttlNanos,
                0);
    }
}
