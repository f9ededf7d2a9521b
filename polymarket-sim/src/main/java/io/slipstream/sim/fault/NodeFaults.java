package io.slipstream.sim.fault;

import io.slipstream.sim.http.Feed;
import io.slipstream.sim.node.NodeFault;
import io.slipstream.sim.rpc.Node;
import io.slipstream.sim.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The faults that are on at single nodes. They last until they are reset, or for the time that was asked for. */
final class NodeFaults {

    private record Active(Node node, String kind, ObjectNode asked, NodeFault fault) {}

    private final List<Node> nodes;
    private final ScheduledExecutorService timer;
    private final List<Active> on = new ArrayList<>();
    private final Map<Active, Future<?>> ends = new HashMap<>();

    NodeFaults(List<Node> nodes, ScheduledExecutorService timer) {
        this.nodes = nodes;
        this.timer = timer;
    }

    /** Switches a fault on at the nodes that are meant. */
    synchronized ObjectNode on(FaultRequest request, Function<Feed, NodeFault> maker) {
        List<Feed> wanted = request.nodes();
        int millis = request.whole("millis", 0, 0, FaultRequest.LONGEST_MILLIS);
        for (Node node : nodes) {
            if (!wanted.contains(node.feed())) {
                continue;
            }
            NodeFault fault = node.switchOn(() -> maker.apply(node.feed()));
            for (Active other : List.copyOf(on)) {
                if (other.node().equals(node) && other.kind().equals(request.kind())) {
                    forget(other);
                }
            }
            Active active = new Active(node, request.kind(), request.copy(), fault);
            on.add(active);
            if (millis > 0) {
                ends.put(active, timer.schedule(() -> end(active), millis, TimeUnit.MILLISECONDS));
            }
        }
        return Json.object();
    }

    synchronized void reset(List<Feed> feeds) {
        for (Active active : List.copyOf(on)) {
            if (feeds.contains(active.node().feed())) {
                end(active);
            }
        }
    }

    synchronized void describe(ArrayNode out) {
        for (Active active : on) {
            out.add(active.asked().put("feed", active.node().feed().label()));
        }
    }

    private synchronized void end(Active active) {
        active.node().switchOff(active.fault());
        forget(active);
    }

    private void forget(Active active) {
        on.remove(active);
        Future<?> end = ends.remove(active);
        if (end != null) {
            end.cancel(false);
        }
    }
}
