package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ChainView;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.node.NodeFault;
import io.slipstream.sim.node.NodeFault.NoTimestamps;
import io.slipstream.sim.node.NodeFault.WrongChain;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
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

    private static final int POLYGON = 137;

    private final ChainView chain;
    private final ActiveFaults<NodeFault> faults;
    private final LogQuery logs;

    /** Reads what a node knows of the chain, within limits and as its faults have it. */
    public ChainCalls(ChainView chain, Limits limits, ActiveFaults<NodeFault> faults) {
        this.chain = chain;
        this.faults = faults;
        this.logs = new LogQuery(chain, limits, faults);
    }

    JsonNode result(String method, JsonNode params) {
        return switch (method) {
            case "eth_chainId" -> text(ChainJson.quantity(chainId()));
            case "net_version" -> text(Integer.toString(chainId()));
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
                placement(params).<JsonNode>map(this::receipt).orElseGet(ChainCalls::nothing);
            case "eth_getLogs" -> logs.answer(Params.at(params, 0));
            default ->
                throw new RpcException(
                        RpcException.UNKNOWN_METHOD, "the method " + method + " does not exist/is not available");
        };
    }

    private Optional<Placement> placement(JsonNode params) {
        return chain.placement(Params.word(Params.at(params, 0)));
    }

    private JsonNode receipt(Placement placement) {
        return ChainJson.receipt(placement, faults.get(NoTimestamps.class) == null);
    }

    private int chainId() {
        WrongChain wrong = faults.get(WrongChain.class);
        return wrong == null ? POLYGON : wrong.chainId();
    }

    private static JsonNode block(Optional<Block> block, JsonNode full) {
        if (!full.isBoolean()) {
            throw new RpcException(RpcException.BAD_PARAMETERS, "invalid argument 1: bool expected");
        }
        return block.<JsonNode>map(found -> ChainJson.block(found, full.booleanValue()))
                .orElseGet(ChainCalls::nothing);
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }
}
