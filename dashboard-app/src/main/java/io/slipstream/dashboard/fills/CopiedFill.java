package io.slipstream.dashboard.fills;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A leader's fill with what became of it. Everything about the copy is absent while the decision is still to come.
 *
 * @param id the fill's id, which is also its attempt's
 * @param detectedAt when we saw it
 * @param leader the leader's label, or the address where there is none
 * @param leaderRole MAKER, TAKER or UNKNOWN
 * @param side BUY or SELL
 * @param tokenId the outcome token, for a market that is not known yet
 * @param title the market's question
 * @param outcome the outcome's name
 * @param leaderPrice dollars a share
 * @param leaderSize shares
 * @param state PROVISIONAL, CONFIRMED or INVALIDATED
 * @param decision what was decided
 * @param reason why, in a sentence
 * @param attemptStatus how far the copy got
 * @param statusReason why it ended as it did
 * @param targetShares shares that the copy wants
 * @param limitPrice our limit, dollars a share
 * @param filledShares shares that the copy got
 * @param averagePrice dollars a share, over all its fills
 * @param feeUsdc fees that it paid
 */
public record CopiedFill(
        UUID id,
        Instant detectedAt,
        String leader,
        String leaderRole,
        String side,
        String tokenId,
        @Nullable String title,
        @Nullable String outcome,
        BigDecimal leaderPrice,
        BigDecimal leaderSize,
        FillState state,
        @Nullable Decision decision,
        @Nullable String reason,
        @Nullable AttemptStatus attemptStatus,
        @Nullable String statusReason,
        @Nullable BigDecimal targetShares,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal filledShares,
        @Nullable BigDecimal averagePrice,
        @Nullable BigDecimal feeUsdc) {}
