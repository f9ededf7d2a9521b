package io.slipstream.dashboard.detection;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a leader's inventory did beside his fills.
 *
 * @param txHash the transaction
 * @param leader the leader's label, or the address where there is none
 * @param ledger the contract that keeps the balance
 * @param tokenId the token
 * @param title the market's question, where the token is known
 * @param outcome the outcome's name, where the token is known
 * @param kind what happened
 * @param shares signed: what came in is positive
 * @param blockNumber the block
 * @param detectedAt when we saw it
 */
public record InventoryEvent(
        String txHash,
        String leader,
        String ledger,
        String tokenId,
        @Nullable String title,
        @Nullable String outcome,
        Kind kind,
        BigDecimal shares,
        long blockNumber,
        Instant detectedAt) {

    /** What happened to the tokens. */
    public enum Kind {
        /** Collateral became a full set of outcomes. */
        SPLIT,
        /** A full set of outcomes became collateral. */
        MERGE,
        /** A resolved market paid out. */
        REDEEM,
        /** Outcomes of one market became those of others. */
        CONVERT,
        /** The tokens went to or came from another wallet. */
        TRANSFER,
        /** None of these. */
        UNKNOWN
    }
}
