package io.slipstream.core.venue;

/**
 * The venue's limits that are the same for every market.
 *
 * @param lotDecimals of a size in shares
 * @param marketBuyMakerDecimals of the collateral of a buy that is filled at once
 * @param marketBuyTakerDecimals of the shares it wants
 * @param marketableBuyMicros smallest buy that would trade at once, in micro-dollars
 * @param expirationLeadNanos how long a GTD order must have to live when it arrives
 */
public record OrderLimits(
        int lotDecimals,
        int marketBuyMakerDecimals,
        int marketBuyTakerDecimals,
        long marketableBuyMicros,
        long expirationLeadNanos) {

    /**
     * As of protocol reference 3.3 and 3.4. The five decimals are of one observation in September 2026; until July the venue
     * named four. The three minutes are what the clients demand; the venue itself may be content with less.
     */
    public static final OrderLimits PUBLISHED = new OrderLimits(2, 2, 5, 1_000_000, 180_000_000_000L);
}
