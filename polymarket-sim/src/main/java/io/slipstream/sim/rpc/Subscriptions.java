package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.LogFilter;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.node.Frames;
import io.slipstream.sim.node.NodeFault;
import io.slipstream.sim.node.NodeFault.LoseLogs;
import io.slipstream.sim.node.NodeFault.NoTimestamps;
import io.slipstream.sim.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions to new heads and logs at one node. The caller holds the venue's guard. */
public final class Subscriptions {

    /** Most subscriptions of one client. */
    public static final int MOST_PER_CLIENT = 256;

    /** One subscription; a null filter means new heads. */
    private record Subscription(
            String id, SocketClient client, @Nullable LogFilter filter) {}

    private final Map<String, Subscription> byId = new LinkedHashMap<>();
    private final ActiveFaults<NodeFault> faults;
    private final Frames frames;
    private long issued;

    /** No subscriptions yet; what they send is sent as these faults have it. */
    public Subscriptions(ActiveFaults<NodeFault> faults, Frames frames) {
        this.faults = faults;
        this.frames = frames;
    }

    /** How many there are. */
    public int size() {
        return byId.size();
    }

    JsonNode subscribe(SocketClient client, JsonNode params) {
        String kind = Params.at(params, 0).asString();
        long own = byId.values().stream()
                .filter(subscription -> subscription.client().equals(client))
                .count();
        if (own >= MOST_PER_CLIENT) {
            throw new RpcException(RpcException.LIMIT, "too many subscriptions: at most " + MOST_PER_CLIENT);
        }
        LogFilter filter = switch (kind) {
            case "newHeads" -> null;
            case "logs" -> params.size() > 1 ? Params.filter(params.get(1)) : Params.filter(Json.object());
            default ->
                throw new RpcException(
                        RpcException.BAD_PARAMETERS, "no \"" + kind + "\" subscription in eth namespace");
        };
        issued++;
        String id = ChainJson.quantity(0x5100_0000_0000L + issued);
        byId.put(id, new Subscription(id, client, filter));
        return JsonNodeFactory.instance.stringNode(id);
    }

    JsonNode unsubscribe(SocketClient client, JsonNode params) {
        String id = Params.at(params, 0).asString();
        Subscription known = byId.get(id);
        if (known == null || !known.client().equals(client)) {
            throw new RpcException(RpcException.SERVER, "subscription not found");
        }
        byId.remove(id);
        return JsonNodeFactory.instance.booleanNode(true);
    }

    /** Forgets a client's subscriptions. */
    public void forget(SocketClient client) {
        byId.values().removeIf(subscription -> subscription.client().equals(client));
        frames.forget(client);
    }

    /** Sends a new head, and then its logs. */
    void mined(Block block) {
        if (byId.isEmpty()) {
            return;
        }
        ObjectNode header = ChainJson.header(block);
        List<Subscription> everybody = new ArrayList<>(byId.values());
        for (Subscription subscription : everybody) {
            if (subscription.filter() == null) {
                push(subscription, header, block);
            }
        }
        everybody.forEach(subscription -> pushLogs(subscription, block, false));
    }

    /** Sends the logs of a block again, with {@code removed: true}. */
    void removed(Block block) {
        List.copyOf(byId.values()).forEach(subscription -> pushLogs(subscription, block, true));
    }

    private void pushLogs(Subscription subscription, Block block, boolean removed) {
        LogFilter filter = subscription.filter();
        if (filter == null) {
            return;
        }
        LoseLogs losses = faults.get(LoseLogs.class);
        boolean timestamped = faults.get(NoTimestamps.class) == null;
        for (Placement placement : block.placements()) {
            for (int i = 0; i < placement.transaction().logs().size(); i++) {
                boolean wanted = filter.matches(placement.transaction().logs().get(i));
                if (wanted && (losses == null || !losses.share().hit())) {
                    push(subscription, ChainJson.log(placement, i, removed, timestamped), block);
                }
            }
        }
    }

    private void push(Subscription subscription, ObjectNode result, Block block) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", "eth_subscription");
        message.putObject("params").put("subscription", subscription.id()).set("result", result);
        frames.send(subscription.client(), subscription.id(), Json.write(message), block);
    }
}
