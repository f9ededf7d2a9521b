package io.slipstream.core.engine;

import io.slipstream.core.chain.Address;
import java.util.Set;

/**
 * Everything of these exchanges and leaders is read up to a block for good.
 *
 * @param role see {@link Cursor#role}
 * @param begins whether following begins after this block, wherever the cursors stood before
 */
public record CursorMove(Set<Address> exchanges, Set<Address> leaders, String role, long toBlock, boolean begins) {

    /** A move of those who are followed already. */
    public CursorMove(Set<Address> exchanges, Set<Address> leaders, String role, long toBlock) {
        this(exchanges, leaders, role, toBlock, false);
    }
}
