package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.ChainView;
import io.slipstream.sim.chain.LogFilter;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.node.NodeFault;
import io.slipstream.sim.node.NodeFault.EmptyWide;
import io.slipstream.sim.node.NodeFault.MaxRange;
import io.slipstream.sim.node.NodeFault.MaxResults;
import io.slipstream.sim.node.NodeFault.NoTimestamps;
import io.slipstream.sim.node.NodeFault.TruncateResults;
import io.slipstream.sim.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Answers eth_getLogs, within limits and as the node's faults have it. */
final class LogQuery {

    private final ChainView chain;
    private final ChainCalls.Limits limits;
    private final ActiveFaults<NodeFault> faults;

    LogQuery(ChainView chain, ChainCalls.Limits limits, ActiveFaults<NodeFault> faults) {
        this.chain = chain;
        this.limits = limits;
        this.faults = faults;
    }

    JsonNode answer(JsonNode query) {
        LogFilter filter = Params.filter(query);
        ArrayNode out = Json.array();
        JsonNode blockHash = query.get("blockHash");
        if (blockHash != null && !blockHash.isNull()) {
            if (query.has("fromBlock") || query.has("toBlock")) {
                throw new RpcException(
                        RpcException.BAD_PARAMETERS,
                        "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other");
            }
            Block block = chain.block(Params.word(blockHash))
                    .orElseThrow(() -> new RpcException(RpcException.SERVER, "unknown block"));
            collect(block, filter, out);
            return truncated(out);
        }
        long from = bound(query, "fromBlock");
        long to = bound(query, "toBlock");
        if (from > to && numbered(query, "fromBlock") && numbered(query, "toBlock")) {
            throw new RpcException(RpcException.BAD_PARAMETERS, "invalid block range params");
        }
        refuseWide(to - from + 1);
        EmptyWide empty = faults.get(EmptyWide.class);
        if (empty != null && to - from + 1 > empty.blocks()) {
            return out;
        }
        if (from < chain.oldestNumber() && to >= Chain.GENESIS && chain.oldestNumber() > Chain.GENESIS) {
            throw new RpcException(RpcException.SERVER, "pruned history unavailable");
        }
        for (long number = Math.max(from, chain.oldestNumber());
                number <= Math.min(to, chain.head().number());
                number++) {
            chain.block(number).ifPresent(block -> collect(block, filter, out));
        }
        return truncated(out);
    }

    private void refuseWide(long blocks) {
        MaxRange range = faults.get(MaxRange.class);
        if (range != null && blocks > range.blocks()) {
            throw new RpcException(range.code(), range.message());
        }
        if (blocks > limits.mostBlocks()) {
            throw new RpcException(
                    RpcException.LIMIT, "block range too large: at most " + limits.mostBlocks() + " blocks");
        }
    }

    private void collect(Block block, LogFilter filter, ArrayNode out) {
        MaxResults results = faults.get(MaxResults.class);
        int most = results == null ? limits.mostLogs() : Math.min(limits.mostLogs(), results.count());
        boolean timestamped = faults.get(NoTimestamps.class) == null;
        for (Placement placement : block.placements()) {
            for (int i = 0; i < placement.transaction().logs().size(); i++) {
                if (filter.matches(placement.transaction().logs().get(i))) {
                    if (out.size() >= most) {
                        throw new RpcException(RpcException.LIMIT, "query returned more than " + most + " results");
                    }
                    out.add(ChainJson.log(placement, i, false, timestamped));
                }
            }
        }
    }

    private ArrayNode truncated(ArrayNode out) {
        TruncateResults truncate = faults.get(TruncateResults.class);
        while (truncate != null && out.size() > truncate.count()) {
            out.remove(out.size() - 1);
        }
        return out;
    }

    private long bound(JsonNode query, String name) {
        JsonNode value = query.get(name);
        return value == null || value.isNull() ? chain.head().number() : Params.height(value, chain);
    }

    private static boolean numbered(JsonNode query, String name) {
        return query.path(name).asString("").startsWith("0x");
    }
}
