package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the market feed says (protocol reference 2), stripped of its wire form. Exchange times are the venue's epoch
 * milliseconds, which do not run evenly across tokens.
 */
public sealed interface BookUpdate {

    /**
     * A whole book.
     *
     * @param tick the market's price grid where the message carried it
     */
    record Snapshot(
            TokenId tokenId,
            List<Level> bids,
            List<Level> asks,
            @Nullable Tick tick,
            long exchangeMillis) implements BookUpdate {}

    /** All level changes of one frame; they hold together and are checked together. */
    record Changes(List<Change> changes, long exchangeMillis) implements BookUpdate {}

    /**
     * A new absolute size at a level.
     *
     * @param bestBid best bid after the whole frame as the venue states it, -1 if it did not
     * @param bestAsk best ask after the whole frame as the venue states it, -1 if it did not
     */
    record Change(TokenId tokenId, Side side, int price, long sizeMicros, int bestBid, int bestAsk) {}

    /** A trade; the side is the taker's. */
    record Print(TokenId tokenId, Side takerSide, int price, long sizeMicros, long exchangeMillis)
            implements BookUpdate {}

    /** The price grid changed: the old book is void until a snapshot comes. */
    record TickChanged(TokenId tokenId, Tick tick, long exchangeMillis) implements BookUpdate {}

    /** The feed of these tokens was interrupted: their books cannot be trusted until a snapshot comes. */
    record Interrupted(List<TokenId> tokenIds, String reason) implements BookUpdate {}
}
