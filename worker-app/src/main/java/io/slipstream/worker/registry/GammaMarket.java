package io.slipstream.worker.registry;

import io.slipstream.persistence.Market;
import java.math.BigDecimal;

/**
 * A market as Gamma lists it.
 *
 * @param liquidity in dollars, only for ranking
 */
record GammaMarket(Market market, BigDecimal liquidity) {}
