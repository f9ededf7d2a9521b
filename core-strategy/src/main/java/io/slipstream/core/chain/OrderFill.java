package io.slipstream.core.chain;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import org.jspecify.annotations.Nullable;

/**
 * One filled order, always from the point of view of {@code maker}, the order's owner (protocol reference 1.3; "maker"
 * does not mean passive). What an order gave that took is as logged: before what was not needed came back, see
 * {@link EffectiveAmounts}.
 *
 * @param combo the token is a combination of positions, which has no order book
 * @param sharesMicros shares received (BUY) or given (SELL), greater than zero
 * @param usdcMicros collateral paid without fee (BUY) or received before fee (SELL), 0 for what is worth less than the
 *     smallest unit
 * @param feeMicros in collateral, but in shares if {@code feeInShares}
 * @param feeInShares V1 charged a buyer in the shares received
 */
public record OrderFill(
        ChainLog log,
        String orderHash,
        Address maker,
        Address taker,
        Side side,
        TokenId tokenId,
        boolean combo,
        long sharesMicros,
        long usdcMicros,
        long feeMicros,
        boolean feeInShares) {

    /** Collateral per share in millionths, rounded half up, at most a million dollars. */
    public long priceMicros() {
        return EffectiveAmounts.priceMicros(usdcMicros, sharesMicros);
    }

    /**
     * What was really traded, if this log alone tells it: null for an order that took, as most exchanges log what it gave
     * before the refund.
     */
    public @Nullable EffectiveAmounts effective() {
        return isAggressor() ? null : new EffectiveAmounts(sharesMicros, usdcMicros);
    }

    /** The fee in collateral; shares are valued at the fill's own price. */
    public long feeUsdcMicros() {
        return feeInShares ? Micros.mulDivHalfUp(feeMicros, usdcMicros, sharesMicros) : feeMicros;
    }

    /** The aggressor's own log names the exchange as taker. */
    public boolean isAggressor() {
        return taker.equals(log.address());
    }
}
