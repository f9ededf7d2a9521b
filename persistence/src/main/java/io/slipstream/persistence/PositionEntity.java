package io.slipstream.persistence;

import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.portfolio.Position;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A position as the engine last stated it. */
@Entity
@Table(name = "position")
class PositionEntity {

    @Id
    private BigInteger tokenId = BigInteger.ZERO;

    private String conditionId = "";
    private BigDecimal shares = BigDecimal.ZERO;
    private BigDecimal costUsdc = BigDecimal.ZERO;
    private BigDecimal realizedPnlUsdc = BigDecimal.ZERO;
    private BigDecimal feesUsdc = BigDecimal.ZERO;

    @Column(name = "mark_price")
    private @Nullable BigDecimal markPrice;

    @Column(name = "settled_payout")
    private @Nullable BigDecimal settledPayout;

    private Instant openedAt = Instant.EPOCH;
    private Instant updatedAt = Instant.EPOCH;

    /** For JPA. */
    protected PositionEntity() {}

    Position toPosition() {
        return new Position(
                TokenId.of(tokenId),
                conditionId,
                Micros.fromDecimal(shares),
                Micros.fromDecimal(costUsdc),
                Micros.fromDecimal(realizedPnlUsdc),
                Micros.fromDecimal(feesUsdc),
                markPrice == null ? null : Price.parse(markPrice.toPlainString()),
                settledPayout == null ? null : Micros.fromDecimal(settledPayout),
                Nanos.of(openedAt),
                Nanos.of(updatedAt));
    }
}
