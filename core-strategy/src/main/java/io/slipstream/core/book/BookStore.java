package io.slipstream.core.book;

import io.slipstream.core.market.TokenId;
import org.jspecify.annotations.Nullable;

/** The market in memory: what decisions and execution see of it. */
public interface BookStore {

    /**
     * Asks for the token's book to be kept, and for that of the market's other outcome. The wish fades: whoever needs the book
     * for longer asks again.
     *
     * @param sinceNanos when the reason for it arose, epoch nanoseconds
     */
    void subscribe(TokenId tokenId, long sinceNanos);

    /** The top of the token's book, or null while there is no book that can be trusted. */
    @Nullable
    Quote bestBidAsk(TokenId tokenId);

    /** The token's book, or null while there is none that can be trusted. Valid until the next update. */
    @Nullable
    OrderBook book(TokenId tokenId);

    /** The market's other outcome, whose book is this one mirrored; null if it is not known. */
    @Nullable
    TokenId mirrorOf(TokenId tokenId);

    /**
     * How far the token's quote can be relied upon now: judged by the age of its last update and by how lively the line is that
     * carries it, so that a quiet market on a lively connection is not stale.
     *
     * @param nowNanos the present, epoch nanoseconds
     */
    Freshness freshness(TokenId tokenId, long nowNanos);

    /**
     * The token's book as it stood at a moment of the last while, with its full depth.
     *
     * @param momentNanos epoch nanoseconds
     * @param nowNanos the present, epoch nanoseconds
     */
    PastBook bookAt(TokenId tokenId, long momentNanos, long nowNanos);
}
