package io.slipstream.sim.chain;

/**
 * A log before it has a place in a block.
 *
 * @param address the emitting contract, lower case
 * @param event what it says
 */
public record LogEntry(String address, ContractEvent event) {}
