package io.slipstream.sim.market;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.wire.Decimals;
import org.jspecify.annotations.Nullable;

/** Buys what the truth says is cheap and sells it when the price has followed. */
final class SignalTaker implements Agent {

    /**
     * How somebody follows the signal.
     *
     * @param delayMillis how late he sees the truth
     * @param edge what he wants beyond the fee, in 1/10,000 dollar
     * @param through how far beyond the best price he sweeps, in 1/10,000 dollar
     * @param smallest smallest order, in shares
     * @param largest largest order, in shares
     * @param mostShares most shares that he holds of one outcome
     * @param pauseMillis mean time between two looks
     */
    record Style(int delayMillis, int edge, int through, int smallest, int largest, int mostShares, long pauseMillis) {}

    private record Choice(Listing listing, Outcome outcome, Side side, double edge) {}

    private final Floor floor;
    private final Account account;
    private final Style style;
    private final Draw draw;

    SignalTaker(Floor floor, Account account, Style style, Draw draw) {
        this.floor = floor;
        this.account = account;
        this.style = style;
        this.draw = draw;
    }

    @Override
    public long act(long nowMillis) {
        Choice best = null;
        for (Listing listing : floor.open()) {
            for (Outcome outcome : Outcome.values()) {
                best = better(best, buying(listing, outcome));
                best = better(best, selling(listing, outcome));
            }
        }
        if (best != null) {
            long size = draw.shares(style.smallest(), style.largest()) * Decimals.MICROS;
            if (best.side() == Side.SELL) {
                size = Math.min(size * 2, Floor.holding(account, best.listing(), best.outcome()));
            } else if (draw.chance(0.3)) {
                int ask = Floor.ask(best.listing(), best.outcome());
                size = Floor.sharesFor((int) (size / Decimals.MICROS * ask / Decimals.PRICE_ONE) + 3, ask);
            }
            floor.take(account, best.listing(), best.outcome(), best.side(), size, style.through());
        }
        return draw.waiting(style.pauseMillis());
    }

    private @Nullable Choice buying(Listing listing, Outcome outcome) {
        int ask = Floor.ask(listing, outcome);
        long held = Floor.holding(account, listing, outcome);
        if (ask >= Decimals.PRICE_ONE || held >= style.mostShares() * Decimals.MICROS) {
            return null;
        }
        double worth = Decimals.PRICE_ONE * listing.truthAgo(outcome, style.delayMillis());
        double edge = worth - ask - Floor.fee(listing, ask) - style.edge();
        return edge > 0 ? new Choice(listing, outcome, Side.BUY, edge) : null;
    }

    private @Nullable Choice selling(Listing listing, Outcome outcome) {
        long held = Floor.holding(account, listing, outcome);
        int bid = Floor.bid(listing, outcome);
        if (held < listing.market().terms().minimumSizeMicros() || bid == 0) {
            return null;
        }
        double worth = Decimals.PRICE_ONE * listing.truthAgo(outcome, style.delayMillis());
        double edge = bid - worth - Floor.fee(listing, bid) + style.edge() / 2.0;
        return edge > 0 ? new Choice(listing, outcome, Side.SELL, edge) : null;
    }

    private static @Nullable Choice better(@Nullable Choice one, @Nullable Choice other) {
        if (one == null) {
            return other;
        }
        return other == null || other.edge() <= one.edge() ? one : other;
    }
}
