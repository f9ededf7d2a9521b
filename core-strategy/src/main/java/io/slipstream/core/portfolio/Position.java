package io.slipstream.core.portfolio;

import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
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
        long updatedAtNanos) {

    /** One without shares. */
    static Position none(Instrument instrument, long nowNanos) {
        return new Position(instrument.tokenId(), instrument.conditionId(), 0, 0, 0, 0, null, null, nowNanos, nowNanos);
    }

    /** Whether its market is resolved and nothing of it is held: it adds to totals only. */
    public boolean isOver() {
        return sharesMicros == 0 && settledPayoutMicros != null;
    }

    /** What it adds to the cash that was there first, beside its shares. */
    long cashMicros() {
        return realizedMicros - costMicros - feesMicros;
    }

    /**
     * After a fill.
     *
     * @throws IllegalStateException if more is sold than is held
     */
    Position after(ExecutionFill fill, Side side) {
        long amount = Price.notional(fill.sharesMicros(), fill.price());
        return side == Side.BUY
                ? changed(
                        sharesMicros + fill.sharesMicros(),
                        costMicros + amount,
                        realizedMicros,
                        feesMicros + fill.feeMicros(),
                        settledPayoutMicros,
                        fill.atNanos())
                : reduced(fill.sharesMicros(), amount, fill.feeMicros(), null, fill.atNanos());
    }

    /** After its token resolved, at so much per share. */
    Position paidOut(long payoutMicros, long nowNanos) {
        long proceeds = Micros.mulDivDown(sharesMicros, payoutMicros, Micros.ONE);
        return reduced(sharesMicros, proceeds, 0, payoutMicros, nowNanos);
    }

    /** With another mark. */
    Position marked(@Nullable Integer bid, long nowNanos) {
        return new Position(
                tokenId,
                conditionId,
                sharesMicros,
                costMicros,
                realizedMicros,
                feesMicros,
                bid,
                settledPayoutMicros,
                openedAtNanos,
                nowNanos);
    }

    private Position reduced(long shares, long proceeds, long fee, @Nullable Long payout, long nowNanos) {
        if (shares > sharesMicros) {
            throw new IllegalStateException("sells " + shares + " of " + sharesMicros + " micro-shares held");
        }
        long left = sharesMicros - shares;
        long costLeft = left == 0 ? 0 : Micros.mulDivDown(costMicros, left, sharesMicros);
        long realized = realizedMicros + proceeds - (costMicros - costLeft);
        return changed(left, costLeft, realized, feesMicros + fee, payout, nowNanos);
    }

    private Position changed(long shares, long cost, long realized, long fees, @Nullable Long payout, long nowNanos) {
        return new Position(
                tokenId, conditionId, shares, cost, realized, fees, markPrice, payout, openedAtNanos, nowNanos);
    }
}
