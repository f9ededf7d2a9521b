package io.slipstream.core.engine;

import java.util.UUID;

/**
 * A stored fill that final blocks do not hold.
 *
 * @param orderKey see {@link io.slipstream.core.chain.LeaderFill#orderKey}
 */
public record Disproof(UUID fillId, String orderKey) {}
