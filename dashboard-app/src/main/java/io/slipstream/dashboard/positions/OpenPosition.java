package io.slipstream.dashboard.positions;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A position that still holds shares. Prices in dollars a share, amounts in US dollars.
 *
 * @param tokenId the outcome token
 * @param title the market's question; none while the market is not known
 * @param outcome the outcome's name
 * @param shares shares held
 * @param averagePrice what a share cost
 * @param mark the best bid, or what the market settled at; none where nobody bids
 * @param settled whether the market is resolved, so that the mark is final
 * @param valueUsdc shares at the mark
 * @param unrealizedUsdc value minus cost
 */
public record OpenPosition(
        String tokenId,
        @Nullable String title,
        @Nullable String outcome,
        BigDecimal shares,
        BigDecimal averagePrice,
        @Nullable BigDecimal mark,
        boolean settled,
        @Nullable BigDecimal valueUsdc,
        @Nullable BigDecimal unrealizedUsdc) {}
