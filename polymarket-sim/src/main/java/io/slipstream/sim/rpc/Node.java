package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.SimServer;
import io.slipstream.sim.http.SocketHub;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.lapse.FaultTarget;
import io.slipstream.sim.lapse.Later;
import io.slipstream.sim.node.Frames;
import io.slipstream.sim.node.Garbage;
import io.slipstream.sim.node.NodeFault;
import io.slipstream.sim.node.NodeView;
import io.slipstream.sim.venue.VenueGuard;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** One of several nodes of the same chain, with subscriptions of its own, as different providers have. */
public final class Node implements FaultTarget<NodeFault> {

    private final Feed feed;
    private final VenueGuard guard;
    private final ActiveFaults<NodeFault> faults = new ActiveFaults<>();
    private final Follower follower;
    private final JsonRpc rpc;
    private final SocketHub hub;

    /**
     * The node of a feed; it follows the chain from now on.
     *
     * @param feed its feed
     * @param guard of the venue that the chain belongs to
     * @param chain what it follows
     * @param garbage what it sends while it is told to
     * @param timer for what it sends late
     */
    public Node(Feed feed, VenueGuard guard, Chain chain, Garbage garbage, ScheduledExecutorService timer) {
        this.feed = feed;
        this.guard = guard;
        Frames frames = new Frames(faults, garbage, Later.of(timer, guard));
        Subscriptions subscriptions = new Subscriptions(faults, frames);
        NodeView view = new NodeView(chain, faults);
        this.rpc = new JsonRpc(guard, new ChainCalls(view, ChainCalls.Limits.defaults(), faults), subscriptions);
        this.hub = SimServer.hub(feed, new RpcSockets(rpc, subscriptions, guard));
        this.follower = new Follower(view, subscriptions);
        chain.addListener(follower);
    }

    @Override
    public NodeFault switchOn(Supplier<NodeFault> made) {
        return guard.read(() -> {
            NodeFault fault = made.get();
            faults.add(fault);
            follower.follow();
            return fault;
        });
    }

    @Override
    public void switchOff(NodeFault fault) {
        guard.run(() -> {
            faults.remove(fault);
            follower.follow();
        });
    }

    @Override
    public boolean isOn(NodeFault fault) {
        return guard.read(() -> faults.has(fault));
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
