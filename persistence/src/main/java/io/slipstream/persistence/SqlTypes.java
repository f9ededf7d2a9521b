package io.slipstream.persistence;

import io.slipstream.core.market.TokenId;
import java.math.BigDecimal;

/** The core's values as JDBC takes them. */
final class SqlTypes {

    private SqlTypes() {}

    static BigDecimal decimal(TokenId tokenId) {
        return new BigDecimal(tokenId.value());
    }
}
