package io.slipstream.core.inventory;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.market.TokenId;

/**
 * Outcome tokens that went from one wallet to another.
 *
 * @param operator who moved them: the owner himself, or a contract that he allowed to
 * @param from zero where they were made
 * @param to zero where they were destroyed
 * @param sharesMicros greater than zero
 */
record TokenMove(ChainLog log, Address operator, Address from, Address to, TokenId tokenId, long sharesMicros) {

    /** What it means to a wallet: positive if it got them, zero if they went from itself to itself or past it. */
    long deltaOf(Address wallet) {
        return (to.equals(wallet) ? sharesMicros : 0) - (from.equals(wallet) ? sharesMicros : 0);
    }
}
