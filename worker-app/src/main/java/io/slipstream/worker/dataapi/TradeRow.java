package io.slipstream.worker.dataapi;

import io.slipstream.core.chain.Address;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;

/**
 * A row of {@code /trades} or of type TRADE of {@code /activity} (protocol reference 6). Rows can be equal to the last
 * digit and still be different fills.
 *
 * @param combo a combination of positions
 * @param timestampSeconds the block's time
 */
record TradeRow(
        Address wallet,
        Side side,
        TokenId tokenId,
        boolean combo,
        long sharesMicros,
        long priceMicros,
        long timestampSeconds,
        String txHash) {}
