package io.slipstream.core.inventory;

import io.slipstream.core.chain.Address;
import io.slipstream.core.market.TokenId;

/**
 * A wallet's outcome token came or went in a transaction, beside what its fills there explain.
 *
 * @param ledger contract that keeps the token
 * @param operator who moved it
 * @param sharesMicros signed: what came in is positive
 * @param logIndex of the first log that moved it
 */
public record InventoryEvent(
        Address leader,
        InventoryKind kind,
        Address ledger,
        TokenId tokenId,
        long sharesMicros,
        Address operator,
        String txHash,
        long blockNumber,
        String blockHash,
        long logIndex) {}
