package io.slipstream.sim.market;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.Inventory;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.MatchingEngine;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.exchange.OrderBook;
import io.slipstream.sim.exchange.OrderRequest;
import io.slipstream.sim.exchange.OrderStatus;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.exchange.Submission;
import io.slipstream.sim.wire.Decimals;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Keeps a ladder of resting orders in one market around a view that lags the truth. */
final class Quoter implements Agent {

    /**
     * How somebody quotes.
     *
     * @param lagSeconds time constant with which the view follows the truth
     * @param halfSpread distance of the best quote from the view, in 1/10,000 dollar
     * @param levels levels a side
     * @param smallest smallest order, in shares
     * @param largest largest order at the best level, in shares
     * @param pauseMillis mean time between two looks
     */
    record Style(double lagSeconds, int halfSpread, int levels, int smallest, int largest, long pauseMillis) {}

    private static final double SKEW_PER_SHARE = 4e-6;
    private static final double MOST_SKEW = 0.03;

    private final MatchingEngine engine;
    private final Account account;
    private final Listing listing;
    private final Style style;
    private final Draw draw;
    private final Map<Integer, Order> bids = new TreeMap<>();
    private final Map<Integer, Order> asks = new TreeMap<>();
    private double view;
    private long lastMillis;

    Quoter(MatchingEngine engine, Account account, Listing listing, Style style, Draw draw, long nowMillis) {
        this.engine = engine;
        this.account = account;
        this.listing = listing;
        this.style = style;
        this.draw = draw;
        this.view = listing.truth();
        this.lastMillis = nowMillis;
    }

    @Override
    public long act(long nowMillis) {
        Market market = listing.market();
        if (market.status() != MarketStatus.OPEN) {
            return DONE;
        }
        double seconds = (nowMillis - lastMillis) / 1000.0;
        lastMillis = nowMillis;
        view += (listing.truth() - view) * (1 - StrictMath.exp(-seconds / style.lagSeconds()));
        int center = (int) StrictMath.round(Decimals.PRICE_ONE * (view - skew(market)));
        int spacing = spacing(market.tick(), center);
        int topBid = Math.floorDiv(center - style.halfSpread(), spacing) * spacing;
        int topAsk = -Math.floorDiv(-center - style.halfSpread(), spacing) * spacing;
        cancelOutside(bids, topBid - (style.levels() - 1) * spacing, topBid, spacing);
        cancelOutside(asks, topAsk, topAsk + (style.levels() - 1) * spacing, spacing);
        for (int level = 0; level < style.levels(); level++) {
            quote(market, true, topBid - level * spacing, level);
            quote(market, false, topAsk + level * spacing, level);
        }
        return draw.waiting(style.pauseMillis());
    }

    /** Who holds too much YES quotes lower, and the other way round. */
    private double skew(Market market) {
        Inventory inventory = market.inventory();
        long net = inventory.held(account, Outcome.YES) - inventory.held(account, Outcome.NO);
        double skew = SKEW_PER_SHARE * net / Decimals.MICROS;
        return Math.max(-MOST_SKEW, Math.min(MOST_SKEW, skew));
    }

    private static int spacing(int tick, int center) {
        boolean extreme = center < 800 || center > Decimals.PRICE_ONE - 800;
        return Math.max(tick, extreme ? 20 : 50);
    }

    private void cancelOutside(Map<Integer, Order> side, int low, int high, int spacing) {
        Iterator<Map.Entry<Integer, Order>> entries = side.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Integer, Order> entry = entries.next();
            int price = entry.getKey();
            if (entry.getValue().status() != OrderStatus.LIVE) {
                entries.remove();
            } else if (price < low || price > high || price % spacing != 0) {
                engine.cancel(entry.getValue());
                entries.remove();
            }
        }
    }

    private void quote(Market market, boolean bid, int yesPrice, int level) {
        Map<Integer, Order> side = bid ? bids : asks;
        if (yesPrice < market.tick() || yesPrice > Decimals.PRICE_ONE - market.tick() || side.containsKey(yesPrice)) {
            return;
        }
        int shares = draw.shares(style.smallest(), style.largest() + style.largest() * level / 4);
        long size = shares * Decimals.MICROS;
        Outcome held = bid ? Outcome.NO : Outcome.YES;
        boolean sells = market.inventory().free(account, held) >= size;
        Outcome outcome = sells ? held : held.complement();
        int price = outcome == Outcome.YES ? yesPrice : OrderBook.mirror(yesPrice);
        OrderRequest request =
                OrderRequest.postOnly(account, market, outcome, sells ? Side.SELL : Side.BUY, price, size);
        if (engine.submit(request) instanceof Submission.Accepted accepted) {
            side.put(yesPrice, accepted.order());
        }
    }
}
