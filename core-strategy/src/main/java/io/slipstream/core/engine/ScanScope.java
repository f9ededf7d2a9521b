package io.slipstream.core.engine;

import io.slipstream.core.chain.Address;
import java.util.Set;

/**
 * Whose fills a scan reads.
 *
 * @param exchanges not changed after it was handed over
 * @param leaders not changed after it was handed over; may be many, and is not copied
 */
public record ScanScope(Set<Address> exchanges, Set<Address> leaders) {

    /** Whether fills of this leader on this exchange are read. */
    public boolean covers(Address exchange, Address leader) {
        return exchanges.contains(exchange) && leaders.contains(leader);
    }
}
