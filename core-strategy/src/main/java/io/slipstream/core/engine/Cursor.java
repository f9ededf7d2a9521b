package io.slipstream.core.engine;

import io.slipstream.core.chain.Address;

/**
 * How far fills are read and stored for good.
 *
 * @param role {@code maker}: the topic that is filtered on, see protocol reference 1.3
 */
public record Cursor(Address exchange, Address leader, String role, long lastProcessedBlock) {

    /** The only role that is counted: logs whose maker topic is the leader. */
    public static final String MAKER_TOPIC = "maker";
}
