package io.slipstream.sim.rpc;

import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.http.SocketService;
import io.slipstream.sim.venue.VenueGuard;

/** JSON-RPC over WebSocket. */
public final class RpcSockets implements SocketService {

    private final JsonRpc rpc;
    private final Subscriptions subscriptions;
    private final VenueGuard guard;

    /** Answers calls and forgets the subscriptions of clients that are gone. */
    public RpcSockets(JsonRpc rpc, Subscriptions subscriptions, VenueGuard guard) {
        this.rpc = rpc;
        this.subscriptions = subscriptions;
        this.guard = guard;
    }

    @Override
    public void received(SocketClient client, String message) {
        // one guarded step: nothing that a new subscription delivers may overtake the answer that names it
        guard.run(() -> client.send(rpc.answer(message, client)));
    }

    @Override
    public void gone(SocketClient client) {
        guard.run(() -> subscriptions.forget(client));
    }
}
