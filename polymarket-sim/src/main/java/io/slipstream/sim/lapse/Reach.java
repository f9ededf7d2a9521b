package io.slipstream.sim.lapse;

import io.slipstream.sim.http.SocketClient;
import org.jspecify.annotations.Nullable;

/**
 * Whom a fault of sockets reaches: everybody, or the one connection that was chosen when it came; never the connection
 * that follows that one.
 *
 * @param only the connection; null for all
 */
public record Reach(@Nullable SocketClient only) {

    /** Whether it reaches a connection. */
    public boolean includes(SocketClient client) {
        return only == null || only.equals(client);
    }

    /** Whether nobody is left when this connection is gone. */
    public boolean endsWith(SocketClient client) {
        return client.equals(only);
    }
}
