package io.slipstream.dashboard.detection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fill that the chain took back, and what had followed from it.
 *
 * @param id the fill's id
 * @param detectedAt when we saw it
 * @param leader the leader's label, or the address where there is none
 * @param side BUY or SELL
 * @param shares how many
 * @param price dollars a share
 * @param blockNumber the block that is gone
 * @param txHash the transaction
 * @param attempts attempts that it caused: one, or none
 * @param executions fills of our own that it caused
 * @param executedShares shares in these
 */
public record InvalidatedFill(
        UUID id,
        Instant detectedAt,
        String leader,
        String side,
        BigDecimal shares,
        BigDecimal price,
        long blockNumber,
        String txHash,
        long attempts,
        long executions,
        @Nullable BigDecimal executedShares) {}
