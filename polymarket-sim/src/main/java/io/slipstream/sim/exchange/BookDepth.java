package io.slipstream.sim.exchange;

import io.slipstream.sim.exchange.OrderBook.Level;
import java.util.List;

/**
 * All levels of one token at one moment; it does not change any more.
 *
 * @param market the market
 * @param outcome which of its tokens
 * @param bids best (highest) first
 * @param asks best (lowest) first
 * @param tick in 1/10,000 dollar
 * @param lastTradePrice of this token, or 0 when there was none
 */
public record BookDepth(
        Market market, Outcome outcome, List<Level> bids, List<Level> asks, int tick, int lastTradePrice) {

    /** Copies the lists. */
    public BookDepth {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** The depth of now. The caller holds the venue's guard. */
    public static BookDepth now(Market market, Outcome outcome) {
        return new BookDepth(
                market,
                outcome,
                market.book().bids(outcome),
                market.book().asks(outcome),
                market.tick(),
                market.lastTradePrice(outcome));
    }

    /** The token's id in decimal digits. */
    public String tokenText() {
        return market.tokenText(outcome);
    }
}
