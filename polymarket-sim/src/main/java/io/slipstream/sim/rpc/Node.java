package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.SimServer;
import io.slipstream.sim.http.SocketHub;
import io.slipstream.sim.venue.VenueGuard;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of several nodes of the same chain, with subscriptions of its own, as different providers have. */
public final class Node {

    private final Feed feed;
    private final JsonRpc rpc;
    private final SocketHub hub;

    /** The node of a feed; it follows the chain from now on. */
    public Node(Feed feed, VenueGuard guard, Chain chain) {
        this.feed = feed;
        Subscriptions subscriptions = new Subscriptions();
        this.rpc = new JsonRpc(guard, new ChainCalls(chain, ChainCalls.Limits.defaults()), subscriptions);
        this.hub = SimServer.hub(feed, new RpcSockets(rpc, subscriptions, guard));
        chain.addListener(subscriptions);
    }

    /** Its feed. */
    public Feed feed() {
        return feed;
    }

    /** Its socket clients. */
    public SocketHub hub() {
        return hub;
    }

    private HttpAnswer answer(HttpRequest request) {
        return HttpAnswer.ok(rpc.answer(request.body(), null));
    }

    /** Answers a request to {@code /rpc} or {@code /rpc/{node}}. */
    public static HttpAnswer answer(List<Node> nodes, HttpRequest request) {
        String number = request.variables().getOrDefault("node", "0");
        if (!number.matches("[0-9]") || Integer.parseInt(number) >= nodes.size()) {
            throw new BadRequestException(404, "there is no node " + number);
        }
        return nodes.get(Integer.parseInt(number)).answer(request);
    }

    /** The hub behind each socket path of these nodes. */
    public static Map<String, SocketHub> sockets(List<Node> nodes) {
        Map<String, SocketHub> sockets = new TreeMap<>();
        sockets.put("/rpc", nodes.getFirst().hub());
        nodes.forEach(node -> sockets.put("/" + node.feed().label(), node.hub()));
        return sockets;
    }
}
