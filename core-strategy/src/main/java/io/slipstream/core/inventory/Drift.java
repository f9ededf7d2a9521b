package io.slipstream.core.inventory;

import io.slipstream.core.chain.Address;

/**
 * A contract that nothing here knows moved a leader's tokens or collateral: perhaps the next generation of the exchange.
 *
 * @param reason a sentence
 */
public record Drift(Address contract, String reason, Address leader, String txHash, long blockNumber) {}
