package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.LogFilter;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.wire.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The calls that read the chain. The caller holds the venue's guard. */
public final class ChainCalls {

    /**
     * What one eth_getLogs may cost.
     *
     * @param mostBlocks widest range, in blocks
     * @param mostLogs longest answer
     */
    public record Limits(int mostBlocks, int mostLogs) {

        /** Limits like those of a paid provider. */
        public static Limits defaults() {
            return new Limits(2_000, 10_000);
        }
    }

    private final Chain chain;
    private final Limits limits;

    /** Reads a chain within limits. */
    public ChainCalls(Chain chain, Limits limits) {
        this.chain = chain;
        this.limits = limits;
    }

    JsonNode result(String method, JsonNode params) {
        return switch (method) {
            case "eth_chainId" -> text("0x89");
            case "net_version" -> text("137");
            case "web3_clientVersion" -> text("polymarket-sim/1 (bor wire format)");
            case "eth_syncing" -> JsonNodeFactory.instance.booleanNode(false);
            case "eth_blockNumber" -> text(ChainJson.quantity(chain.head().number()));
            case "eth_gasPrice" -> text(ChainJson.quantity(55_000_000_000L));
            case "eth_getBlockByNumber" ->
                block(chain.block(Params.height(Params.at(params, 0), chain)), Params.at(params, 1));
            case "eth_getBlockByHash" -> block(chain.block(Params.word(Params.at(params, 0))), Params.at(params, 1));
            case "eth_getTransactionByHash" ->
                placement(params).<JsonNode>map(ChainJson::transaction).orElseGet(ChainCalls::nothing);
            case "eth_getTransactionReceipt" ->
                placement(params).<JsonNode>map(ChainJson::receipt).orElseGet(ChainCalls::nothing);
            case "eth_getLogs" -> logs(Params.at(params, 0));
            default ->
                throw new RpcException(
                        RpcException.UNKNOWN_METHOD, "the method " + method + " does not exist/is not available");
        };
    }

    private Optional<Placement> placement(JsonNode params) {
        return chain.transaction(Params.word(Params.at(params, 0)))
                .flatMap(transaction -> Optional.ofNullable(transaction.placement()));
    }

    private static JsonNode block(Optional<Block> block, JsonNode full) {
        if (!full.isBoolean()) {
            throw new RpcException(RpcException.BAD_PARAMETERS, "invalid argument 1: bool expected");
        }
        return block.<JsonNode>map(found -> ChainJson.block(found, full.booleanValue()))
                .orElseGet(ChainCalls::nothing);
    }

    private JsonNode logs(JsonNode query) {
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
            return out;
        }
        long from = bound(query, "fromBlock");
        long to = bound(query, "toBlock");
        if (from > to) {
            throw new RpcException(RpcException.BAD_PARAMETERS, "invalid block range params");
        }
        if (to - from >= limits.mostBlocks()) {
            throw new RpcException(
                    RpcException.LIMIT, "block range too large: at most " + limits.mostBlocks() + " blocks");
        }
        if (from < chain.oldestNumber() && to >= Chain.GENESIS && chain.oldestNumber() > Chain.GENESIS) {
            throw new RpcException(RpcException.SERVER, "pruned history unavailable");
        }
        for (long number = Math.max(from, chain.oldestNumber());
                number <= Math.min(to, chain.head().number());
                number++) {
            chain.block(number).ifPresent(block -> collect(block, filter, out));
        }
        return out;
    }

    private void collect(Block block, LogFilter filter, ArrayNode out) {
        for (Placement placement : block.placements()) {
            for (int i = 0; i < placement.transaction().logs().size(); i++) {
                if (filter.matches(placement.transaction().logs().get(i))) {
                    if (out.size() >= limits.mostLogs()) {
                        throw new RpcException(
                                RpcException.LIMIT, "query returned more than " + limits.mostLogs() + " results");
                    }
                    out.add(ChainJson.log(placement, i, false));
                }
            }
        }
    }

    private long bound(JsonNode query, String name) {
        JsonNode value = query.get(name);
        return value == null || value.isNull() ? chain.head().number() : Params.height(value, chain);
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }
}
