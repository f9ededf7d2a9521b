package io.slipstream.sim.chain;

import java.util.List;

/** Told of every change of the chain's head, in order. */
public interface ChainListener {

    /** A block was put on top. */
    void mined(Block block);

    /**
     * The last blocks were replaced.
     *
     * @param removed the blocks that are gone, lowest first
     * @param added their replacements, lowest first
     * @param how what was asked for
     */
    void reorganised(List<Block> removed, List<Block> added, Reorganisation how);
}
