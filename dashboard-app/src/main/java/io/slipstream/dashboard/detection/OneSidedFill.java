package io.slipstream.dashboard.detection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fill that only one source has told of so far.
 *
 * @param id the fill's id
 * @param seenBy the source that told of it: polygon or data_api
 * @param reportedAt when the other one was found not to
 * @param leader the leader's label, or the address where there is none
 * @param side BUY or SELL
 * @param shares how many
 * @param price dollars a share
 * @param tokenId the outcome token, for a market that is not known yet
 * @param title the market's question
 * @param outcome the outcome's name
 * @param txHash the transaction
 */
public record OneSidedFill(
        UUID id,
        String seenBy,
        Instant reportedAt,
        String leader,
        String side,
        BigDecimal shares,
        BigDecimal price,
        String tokenId,
        @Nullable String title,
        @Nullable String outcome,
        String txHash) {

    /** Whether the chain is silent about it, which is worse than a silent Data API: the chain is what is copied from. */
    public boolean chainSilent() {
        return seenBy.equals("data_api");
    }
}
