package io.slipstream.sim.market;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MatchingEngine;
import io.slipstream.sim.exchange.OrderRequest;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.exchange.Submission;
import io.slipstream.sim.wire.Decimals;
import java.util.Collections;
import java.util.List;

/** What a trader can see and do: the open listings, and orders that take. */
final class Floor {

    private final MatchingEngine engine;
    private final List<Listing> open;

    /** Trades on an engine; the list of open listings is kept by its owner. */
    Floor(MatchingEngine engine, List<Listing> open) {
        this.engine = engine;
        this.open = Collections.unmodifiableList(open);
    }

    /** The listings that take orders, oldest first. */
    List<Listing> open() {
        return open;
    }

    /** Any open listing. */
    Listing any(Draw draw) {
        return open.get(draw.whole(0, open.size() - 1));
    }

    /** The best price at which an outcome can be bought; one dollar when it cannot. */
    static int ask(Listing listing, Outcome outcome) {
        return listing.market().book().bestAsk(outcome);
    }

    /** The best price at which an outcome can be sold; 0 when it cannot. */
    static int bid(Listing listing, Outcome outcome) {
        return listing.market().book().bestBid(outcome);
    }

    /** The taker fee per share at a price, in 1/10,000 dollar. */
    static double fee(Listing listing, int price) {
        double p = price / (double) Decimals.PRICE_ONE;
        return listing.market().terms().fees().rate() * p * (1 - p);
    }

    /** Free shares, in micro-shares. */
    static long holding(Account account, Listing listing, Outcome outcome) {
        return listing.market().inventory().free(account, outcome);
    }

    /** Takes up to a size at up to {@code through} beyond the best price. Says whether anything traded. */
    boolean take(Account account, Listing listing, Outcome outcome, Side side, long sizeMicros, int through) {
        Market market = listing.market();
        int tick = market.tick();
        int limit = side == Side.BUY
                ? Math.min(ask(listing, outcome) + through, Decimals.PRICE_ONE - tick)
                : Math.max(bid(listing, outcome) - through, tick);
        int price = side == Side.BUY ? limit - limit % tick : limit + Math.floorMod(-limit, tick);
        long lots = sizeMicros - sizeMicros % MatchingEngine.TAKING_LOT_MICROS;
        Submission result = engine.submit(OrderRequest.fak(account, market, outcome, side, price, lots));
        return result instanceof Submission.Accepted;
    }

    /** A size for a budget in whole dollars at the best ask, as the site's market orders do it. */
    static long sharesFor(int dollars, int price) {
        long micros = dollars * Decimals.MICROS * Decimals.PRICE_ONE / Math.max(price, 1);
        return micros - micros % MatchingEngine.TAKING_LOT_MICROS;
    }
}
