package io.slipstream.sim.fault;

import io.slipstream.sim.chain.Branch;
import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.fault.LastingFaults.Kind;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.node.NodeFault;
import java.util.Map;
import java.util.TreeMap;

/** Reads the faults of nodes from requests, by kind. */
final class NodeFaultKinds {

    private static final int MOST = 1_000_000;
    private static final int MOST_BLOCKS_BEHIND = 1_000;
    private static final int REFUSED_RANGE = -32_600;

    private final Chain chain;
    private final Map<String, Kind<NodeFault>> kinds = new TreeMap<>();
    private int forks;

    NodeFaultKinds(Chain chain) {
        this.chain = chain;
        kinds.put("lose-logs", (request, node) -> new NodeFault.LoseLogs(request.share(node, 10)));
        kinds.put("duplicate-frames", (request, node) -> new NodeFault.DuplicateFrames(request.share(node, 10)));
        kinds.put("reorder-frames", (request, node) -> new NodeFault.ReorderFrames(request.share(node, 10)));
        kinds.put("garbage-frames", (request, node) -> new NodeFault.GarbageFrames(request.share(node, 10)));
        kinds.put("max-range", (request, node) -> maxRange(request));
        kinds.put("max-results", (request, node) -> new NodeFault.MaxResults(request.whole("count", 100, 0, MOST)));
        kinds.put("empty-wide", (request, node) -> new NodeFault.EmptyWide(request.whole("blocks", 10, 1, MOST)));
        kinds.put(
                "truncate-results",
                (request, node) -> new NodeFault.TruncateResults(request.whole("count", 10, 0, MOST)));
        kinds.put("behind", (request, node) -> new NodeFault.Behind(request.whole("blocks", 5, 1, MOST_BLOCKS_BEHIND)));
        kinds.put("fork", this::fork);
        kinds.put(
                "wrong-chain",
                (request, node) -> new NodeFault.WrongChain(request.whole("chainId", 1, 1, Integer.MAX_VALUE)));
        kinds.put("no-timestamps", (request, node) -> new NodeFault.NoTimestamps());
    }

    Map<String, Kind<NodeFault>> kinds() {
        return kinds;
    }

    private static NodeFault maxRange(FaultRequest request) {
        int blocks = request.whole("blocks", 10, 1, MOST);
        return new NodeFault.MaxRange(
                blocks,
                request.whole("code", REFUSED_RANGE, Integer.MIN_VALUE, Integer.MAX_VALUE),
                request.text(
                        "message",
                        "You can make eth_getLogs requests with up to a " + blocks + " block range. Based on your"
                                + " parameters, this block range should work: upgrade to increase it"));
    }

    private NodeFault fork(FaultRequest request, Feed node) {
        int depth = request.whole("depth", 1, 1, MOST_BLOCKS_BEHIND);
        long unsure = chain.head().number() - chain.finalizedNumber();
        if (depth > unsure) {
            throw new BadRequestException(400, "depth must be at most " + unsure + ": final blocks are never forked");
        }
        forks++;
        return new NodeFault.Fork(new Branch(chain, depth, node.label() + "/fork/" + forks));
    }
}
