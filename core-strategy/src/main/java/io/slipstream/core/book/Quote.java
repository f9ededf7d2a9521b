package io.slipstream.core.book;

/**
 * The top of a trusted book.
 *
 * @param bid {@link OrderBook#NO_BID} if nobody bids
 * @param ask {@link OrderBook#NO_ASK} if nobody offers
 */
public record Quote(int bid, int ask) {

    /** Whether somebody bids. */
    public boolean hasBid() {
        return bid != OrderBook.NO_BID;
    }

    /** Whether somebody offers. */
    public boolean hasAsk() {
        return ask != OrderBook.NO_ASK;
    }
}
