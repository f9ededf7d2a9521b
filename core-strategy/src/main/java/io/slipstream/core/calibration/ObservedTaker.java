package io.slipstream.core.calibration;

import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.OrderFill;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import org.jspecify.annotations.Nullable;

/**
 * What one aggressive order got in one transaction, as its own log tells (protocol reference 1.3: the one whose taker is the
 * exchange).
 *
 * @param sharesMicros bought or sold, greater than zero
 * @param usdcMicros paid or received before the fee, as logged: of a purchase it may be before the refund, and then more than
 *     a dollar a share
 * @param feeMicros charged in collateral
 * @param blockTimeNanos the block's time in epoch nanoseconds (whole seconds on chain), null where it is not known
 * @param leader whether its owner is followed
 * @param built whether it names a builder, whose fee may be in it (protocol reference 5)
 */
public record ObservedTaker(
        String txHash,
        String orderHash,
        TokenId tokenId,
        Side side,
        long sharesMicros,
        long usdcMicros,
        long feeMicros,
        @Nullable Long blockTimeNanos,
        boolean leader,
        boolean built) {

    private static final int WORD = 64;
    private static final int BUILDER = 5;

    /**
     * An order that took, from its own log and what the orders that it met tell.
     *
     * @param fill of an exchange whose layout is {@link io.slipstream.core.chain.EventLayout#V2}
     * @param traded what it really traded; null if that is not known, and what it logs stands for it
     */
    public static ObservedTaker of(
            OrderFill fill, @Nullable EffectiveAmounts traded, @Nullable Long blockTimeNanos, boolean leader) {
        int builder = 2 + BUILDER * WORD;
        return new ObservedTaker(
                fill.log().txHash(),
                fill.orderHash(),
                fill.tokenId(),
                fill.side(),
                traded == null ? fill.sharesMicros() : traded.sharesMicros(),
                traded == null ? fill.usdcMicros() : traded.usdcMicros(),
                fill.feeUsdcMicros(),
                blockTimeNanos,
                leader,
                fill.log().data().substring(builder, builder + WORD).chars().anyMatch(digit -> digit != '0'));
    }

    /** What survives a reorg and tells it from all others. */
    String key() {
        return txHash + "|" + orderHash;
    }
}
