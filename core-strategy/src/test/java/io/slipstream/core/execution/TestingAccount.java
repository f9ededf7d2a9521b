package io.slipstream.core.execution;

import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.Circumstances;

/** A rich account in an open market, unless told otherwise. */
final class TestingAccount implements Account {
    Tick tick = new Tick(100);
    long least = 5 * Micros.ONE;
    long balance = 1_000_000 * Micros.ONE;

    @Override
    public Circumstances.Market termsFor(OrderRequest order) {
        return new Circumstances.Market(
                Circumstances.Phase.OPEN, tick, least, order.instrument().fee());
    }

    @Override
    public Circumstances.Funds fundsFor(OrderRequest order) {
        return Circumstances.Funds.approved(balance, 0);
    }
}
