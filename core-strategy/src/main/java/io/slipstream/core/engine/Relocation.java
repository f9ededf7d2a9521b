package io.slipstream.core.engine;

import io.slipstream.core.chain.LeaderFill;
import java.util.UUID;

/**
 * A known fill that another log states now.
 *
 * @param fillId the fill, which keeps its id and its one attempt
 * @param now all its figures and its place, as the new log has them; its own id counts for nothing
 */
public record Relocation(UUID fillId, LeaderFill now) {}
