package io.slipstream.core.portfolio;

import io.slipstream.core.market.TokenId;
import org.jspecify.annotations.Nullable;

/**
 * What we hold and made of one token. Profit is realized against the average cost; fees are kept apart.
 *
 * @param sharesMicros held, never negative
 * @param costMicros what the held shares cost, without fees
 * @param realizedMicros proceeds less cost of what was sold or settled, without fees
 * @param feesMicros all fees paid
 * @param markPrice the last bid seen, 0 where nobody bid, null while unmarked
 * @param settledPayoutMicros what a share paid at resolution, null before
 */
public record Position(
        TokenId tokenId,
        String conditionId,
        long sharesMicros,
        long costMicros,
        long realizedMicros,
        long feesMicros,
        @Nullable Integer markPrice,
        @Nullable Long settledPayoutMicros,
        long openedAtNanos,
        long updatedAtNanos) {}
