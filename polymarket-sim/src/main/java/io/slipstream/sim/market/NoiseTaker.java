package io.slipstream.sim.market;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.wire.Decimals;

/** Buys and sells for no reason, and pays spread and fee for it. */
final class NoiseTaker implements Agent {

    private final Floor floor;
    private final Account account;
    private final int smallest;
    private final int largest;
    private final long pauseMillis;
    private final Draw draw;

    NoiseTaker(Floor floor, Account account, int smallest, int largest, long pauseMillis, Draw draw) {
        this.floor = floor;
        this.account = account;
        this.smallest = smallest;
        this.largest = largest;
        this.pauseMillis = pauseMillis;
        this.draw = draw;
    }

    @Override
    public long act(long nowMillis) {
        Listing listing = floor.any(draw);
        Outcome outcome = draw.chance(0.5) ? Outcome.YES : Outcome.NO;
        long held = Floor.holding(account, listing, outcome);
        int through = draw.chance(0.2) ? 200 : 0;
        if (held >= listing.market().terms().minimumSizeMicros() && draw.chance(0.6)) {
            floor.take(account, listing, outcome, Side.SELL, held, through);
        } else if (Floor.ask(listing, outcome) < Decimals.PRICE_ONE) {
            int shares = draw.shares(smallest, largest);
            int ask = Floor.ask(listing, outcome);
            long size = draw.chance(0.5)
                    ? shares * Decimals.MICROS
                    : Floor.sharesFor(Math.max(3, shares * ask / Decimals.PRICE_ONE), ask);
            floor.take(account, listing, outcome, Side.BUY, size, through);
        }
        return draw.waiting(pauseMillis);
    }
}
