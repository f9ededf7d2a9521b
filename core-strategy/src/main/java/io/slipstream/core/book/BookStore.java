package io.slipstream.core.book;

import io.slipstream.core.market.TokenId;
import org.jspecify.annotations.Nullable;

/** The market in memory: what decisions and execution see of it. */
public interface BookStore {

    /** Asks for the token's book to be kept from now on; asking again does nothing. */
    void subscribe(TokenId tokenId);

    /** The top of the token's book, or null while there is no book that can be trusted. */
    @Nullable
    Quote bestBidAsk(TokenId tokenId);

    /** The token's book, or null while there is none that can be trusted. Valid until the next update. */
    @Nullable
    OrderBook book(TokenId tokenId);

    /**
     * The token's book as it stood at a moment of the last while, with its full depth.
     *
     * @param momentNanos epoch nanoseconds
     * @param nowNanos the present, epoch nanoseconds
     */
    PastBook bookAt(TokenId tokenId, long momentNanos, long nowNanos);
}
