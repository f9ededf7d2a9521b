package io.slipstream.sim.chain;

import java.util.Optional;

/** What somebody knows of the chain: the chain itself, or a node that lags or errs. */
public interface ChainView {

    /** The newest block. */
    Block head();

    /** The newest block that is final. */
    long finalizedNumber();

    /** The oldest block that is still kept. */
    long oldestNumber();

    /** A block by height, if it is known and kept. */
    Optional<Block> block(long number);

    /** A block by hash, if it is known, kept and canonical. */
    Optional<Block> block(String hash);

    /** Where a transaction is, if its block is known and kept. */
    Optional<Placement> placement(String transactionHash);
}
