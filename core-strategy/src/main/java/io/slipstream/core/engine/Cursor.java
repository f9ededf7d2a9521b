package io.slipstream.core.engine;

import io.slipstream.core.chain.Address;

/**
 * How far fills are read and stored for good.
 *
 * @param role {@code maker}: the topic that is filtered on, see protocol reference 1.3
 */
public record Cursor(Address exchange, Address leader, String role, long lastProcessedBlock) {

    /** The only role in which fills are counted: logs whose maker topic is the leader. */
    public static final String MAKER_TOPIC = "maker";

    /** What moves without fills, read for a leader from a ledger of outcome tokens in place of an exchange. */
    public static final String INVENTORY = "inventory";
}
