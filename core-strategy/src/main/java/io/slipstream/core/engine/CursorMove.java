package io.slipstream.core.engine;

import io.slipstream.core.chain.Address;
import java.util.Set;

/**
 * Everything of these exchanges and leaders is read up to a block for good.
 *
 * @param role see {@link Cursor#role}
 */
public record CursorMove(Set<Address> exchanges, Set<Address> leaders, String role, long toBlock) {}
