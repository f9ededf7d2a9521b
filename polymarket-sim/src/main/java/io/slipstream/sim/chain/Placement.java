package io.slipstream.sim.chain;

/**
 * A transaction's place in a block.
 *
 * @param block the block
 * @param transaction the transaction
 * @param index its position in the block, from 0
 * @param firstLogIndex index in the block of its first log
 */
public record Placement(Block block, Transaction transaction, int index, int firstLogIndex) {}
