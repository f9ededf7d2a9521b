package io.slipstream.sim.market;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.wire.Decimals;

/** Buys what has risen and sells it when it stops rising: late by nature. */
final class MomentumTaker implements Agent {

    private static final int LOOK_BACK_MILLIS = 25_000;
    private static final double RISE = 0.03;
    private static final long MOST_MICROS = 1_500 * Decimals.MICROS;

    private final Floor floor;
    private final Account account;
    private final long pauseMillis;
    private final Draw draw;

    MomentumTaker(Floor floor, Account account, long pauseMillis, Draw draw) {
        this.floor = floor;
        this.account = account;
        this.pauseMillis = pauseMillis;
        this.draw = draw;
    }

    @Override
    public long act(long nowMillis) {
        int first = draw.whole(0, floor.open().size() - 1);
        for (int i = 0; i < floor.open().size(); i++) {
            Listing listing = floor.open().get((first + i) % floor.open().size());
            if (follow(listing, Outcome.YES) || follow(listing, Outcome.NO)) {
                break;
            }
        }
        return draw.waiting(pauseMillis);
    }

    private boolean follow(Listing listing, Outcome outcome) {
        double rise = listing.middleAgo(outcome, 0) - listing.middleAgo(outcome, LOOK_BACK_MILLIS);
        long held = Floor.holding(account, listing, outcome);
        long minimum = listing.market().terms().minimumSizeMicros();
        if (rise > RISE && held < MOST_MICROS && draw.chance(0.5)) {
            long size = draw.shares(40, 300) * Decimals.MICROS;
            return floor.take(account, listing, outcome, Side.BUY, size, 100);
        }
        if (rise < 0.005 && held >= minimum && draw.chance(0.5)) {
            return floor.take(account, listing, outcome, Side.SELL, held, 100);
        }
        return false;
    }
}
