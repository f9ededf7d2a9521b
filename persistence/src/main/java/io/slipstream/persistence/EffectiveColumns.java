package io.slipstream.persistence;

import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.money.Micros;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The columns of what a fill really traded; all empty while that is not known. */
final class EffectiveColumns {

    private EffectiveColumns() {}

    static @Nullable BigDecimal price(@Nullable EffectiveAmounts amounts) {
        return amounts == null ? null : Micros.toDecimal(amounts.priceMicros());
    }

    static @Nullable BigDecimal shares(@Nullable EffectiveAmounts amounts) {
        return amounts == null ? null : Micros.toDecimal(amounts.sharesMicros());
    }

    static @Nullable BigDecimal usdc(@Nullable EffectiveAmounts amounts) {
        return amounts == null ? null : Micros.toDecimal(amounts.usdcMicros());
    }

    static @Nullable EffectiveAmounts read(ResultSet row) throws SQLException {
        BigDecimal shares = row.getBigDecimal("effective_size");
        return shares == null
                ? null
                : new EffectiveAmounts(
                        Micros.fromDecimal(shares), Micros.fromDecimal(row.getBigDecimal("effective_usdc")));
    }
}
