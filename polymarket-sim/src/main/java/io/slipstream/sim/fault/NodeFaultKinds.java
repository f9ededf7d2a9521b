package io.slipstream.sim.fault;

import io.slipstream.sim.chain.Branch;
import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.node.NodeFault;
import io.slipstream.sim.node.Share;
import java.util.Map;
import java.util.TreeMap;

/** Reads the faults of nodes from requests, by kind. */
final class NodeFaultKinds {

    /** Makes the fault of one node; called while nothing moves. */
    @FunctionalInterface
    interface Kind {
        NodeFault read(FaultRequest request, Feed node);
    }

    private static final int MOST = 1_000_000;
    private static final int MOST_BLOCKS_BEHIND = 1_000;
    private static final int REFUSED_RANGE = -32_600;

    private final Chain chain;
    private final Map<String, Kind> kinds = new TreeMap<>();
    private int forks;

    NodeFaultKinds(Chain chain) {
        this.chain = chain;
        kinds.put("lose-logs", (request, node) -> new NodeFault.LoseLogs(share(request, node)));
        kinds.put("duplicate-frames", (request, node) -> new NodeFault.DuplicateFrames(share(request, node)));
        kinds.put("reorder-frames", (request, node) -> new NodeFault.ReorderFrames(share(request, node)));
        kinds.put("garbage-frames", (request, node) -> new NodeFault.GarbageFrames(share(request, node)));
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

    Map<String, Kind> kinds() {
        return kinds;
    }

    /** Each kind at each node draws from a stream of its own, so that what one draws does not shift the other. */
    private static Share share(FaultRequest request, Feed node) {
        int percent = request.whole("percent", 10, 0, 100);
        int seed = request.whole("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new Share(percent, new Draw(seed, request.kind() + "/" + node.label()));
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
