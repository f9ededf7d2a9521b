package io.slipstream.dashboard.penalty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A copy that is over, with what it cost.
 *
 * @param id the leader's fill
 * @param detectedAt when we saw it
 * @param leader the leader's label, or the address where there is none
 * @param side BUY or SELL
 * @param tokenId the outcome token, for a market that is not known
 * @param title the market's question
 * @param outcome the outcome's name
 * @param meant what the leader's fill is at our ratio, shares
 * @param ordered what we ordered of it, shares
 * @param leaderPrice what the leader got, dollars a share
 * @param way best prices on the side that we take from; none where the parts are not known
 * @param penalty what it cost; none where that is not known
 * @param real what was matched
 * @param failedFills how many matches were undone on chain afterwards, and are in what was matched all the same
 * @param pessimistic what it would have been at worst; none while that can change
 * @param optimistic what it would have been at best; none while that can change
 */
public record FollowedCopy(
        UUID id,
        Instant detectedAt,
        String leader,
        String side,
        String tokenId,
        @Nullable String title,
        @Nullable String outcome,
        BigDecimal meant,
        BigDecimal ordered,
        BigDecimal leaderPrice,
        @Nullable Way way,
        @Nullable Penalty penalty,
        Result real,
        long failedFills,
        @Nullable Result pessimistic,
        @Nullable Result optimistic) {

    /**
     * Best prices on the side that we take from, dollars a share.
     *
     * @param atLeader as the leader traded
     * @param atDetection as we learned of it
     * @param atDecision as we decided
     * @param atArrival as our order met the book
     */
    public record Way(BigDecimal atLeader, BigDecimal atDetection, BigDecimal atDecision, BigDecimal atArrival) {}

    /**
     * What an order got.
     *
     * @param shares how many
     * @param usdc what they cost or brought without the fee, dollars
     * @param feeUsdc the fee, dollars
     */
    public record Result(BigDecimal shares, BigDecimal usdc, BigDecimal feeUsdc) {

        /** Dollars a share; none where there are no shares. */
        public @Nullable BigDecimal averagePrice() {
            return shares.signum() == 0 ? null : usdc.divide(shares, 6, RoundingMode.HALF_EVEN);
        }
    }
}
