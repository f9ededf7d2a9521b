package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.wire.Json;
import io.slipstream.sim.wire.Keccak;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Blocks, transactions, receipts and logs as a Polygon node spells them. */
final class ChainJson {

    private static final String ZERO_WORD = "0x" + "0".repeat(64);
    private static final String ZERO_ADDRESS = "0x" + "0".repeat(40);
    private static final String NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
    private static final String EXTRA_DATA = "0xd78301100683626f7288676f312e32342e35856c696e7578";
    private static final String BASE_FEE = quantity(25_000_000_000L);
    private static final String GAS_PRICE = quantity(55_000_000_000L);
    private static final long GAS_PER_LOG = 38_000;

    private ChainJson() {}

    static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }

    static ObjectNode block(Block block, boolean fullTransactions) {
        ObjectNode out = header(block);
        out.put("size", quantity(900 + 700L * block.placements().size()));
        ArrayNode transactions = out.putArray("transactions");
        for (Placement placement : block.placements()) {
            if (fullTransactions) {
                transactions.add(transaction(placement));
            } else {
                transactions.add(placement.transaction().hash());
            }
        }
        out.putArray("uncles");
        return out;
    }

    static ObjectNode header(Block block) {
        Bloom bloom = new Bloom();
        StringBuilder hashes = new StringBuilder();
        for (Placement placement : block.placements()) {
            hashes.append(placement.transaction().hash());
            placement.transaction().logs().forEach(bloom::add);
        }
        return Json.object()
                .put("number", quantity(block.number()))
                .put("hash", block.hash())
                .put("parentHash", block.parentHash())
                .put("nonce", "0x0000000000000000")
                .put("mixHash", ZERO_WORD)
                .put("sha3Uncles", NO_UNCLES)
                .put("logsBloom", bloom.hex())
                .put("transactionsRoot", Keccak.word("transactions/" + hashes))
                .put("stateRoot", Keccak.word("state/" + block.hash()))
                .put("receiptsRoot", Keccak.word("receipts/" + hashes))
                .put("miner", ZERO_ADDRESS)
                .put("difficulty", "0x1")
                .put("totalDifficulty", quantity(block.number()))
                .put("extraData", EXTRA_DATA)
                .put("gasLimit", quantity(60_000_000L))
                .put("gasUsed", quantity(GAS_PER_LOG * block.logCount()))
                .put("timestamp", quantity(block.timestampSeconds()))
                .put("baseFeePerGas", BASE_FEE);
    }

    static ObjectNode transaction(Placement placement) {
        Transaction transaction = placement.transaction();
        return Json.object()
                .put("blockHash", placement.block().hash())
                .put("blockNumber", quantity(placement.block().number()))
                .put("from", transaction.from())
                .put("gas", quantity(2 * gas(transaction)))
                .put("gasPrice", GAS_PRICE)
                .put("maxFeePerGas", GAS_PRICE)
                .put("maxPriorityFeePerGas", quantity(30_000_000_000L))
                .put("hash", transaction.hash())
                .put("input", "0x3c2b4399")
                .put("nonce", quantity(transaction.nonce()))
                .put("to", transaction.to())
                .put("transactionIndex", quantity(placement.index()))
                .put("value", "0x0")
                .put("type", "0x2")
                .put("chainId", "0x89")
                .set("accessList", Json.array())
                .put("v", "0x0")
                .put("yParity", "0x0")
                .put("r", Keccak.word("r/" + transaction.hash()))
                .put("s", Keccak.word("s/" + transaction.hash()));
    }

    static ObjectNode receipt(Placement placement, boolean timestamped) {
        Transaction transaction = placement.transaction();
        Bloom bloom = new Bloom();
        transaction.logs().forEach(bloom::add);
        ObjectNode out = Json.object()
                .put("blockHash", placement.block().hash())
                .put("blockNumber", quantity(placement.block().number()))
                .putNull("contractAddress")
                .put(
                        "cumulativeGasUsed",
                        quantity(GAS_PER_LOG
                                * (placement.firstLogIndex()
                                        + transaction.logs().size())))
                .put("effectiveGasPrice", GAS_PRICE)
                .put("from", transaction.from())
                .put("gasUsed", quantity(gas(transaction)));
        ArrayNode logs = out.putArray("logs");
        for (int i = 0; i < transaction.logs().size(); i++) {
            logs.add(log(placement, i, false, timestamped));
        }
        return out.put("logsBloom", bloom.hex())
                .put("status", "0x1")
                .put("to", transaction.to())
                .put("transactionHash", transaction.hash())
                .put("transactionIndex", quantity(placement.index()))
                .put("type", "0x2");
    }

    static ObjectNode log(Placement placement, int offset, boolean removed, boolean timestamped) {
        LogEntry entry = placement.transaction().logs().get(offset);
        ObjectNode out = Json.object().put("address", entry.address());
        ArrayNode topics = out.putArray("topics");
        entry.event().topics().forEach(topics::add);
        out.put("data", entry.event().data())
                .put("blockNumber", quantity(placement.block().number()))
                .put("transactionHash", placement.transaction().hash())
                .put("transactionIndex", quantity(placement.index()))
                .put("blockHash", placement.block().hash());
        if (timestamped) {
            out.put("blockTimestamp", quantity(placement.block().timestampSeconds()));
        }
        return out.put("logIndex", quantity(placement.firstLogIndex() + (long) offset))
                .put("removed", removed);
    }

    private static long gas(Transaction transaction) {
        return GAS_PER_LOG * Math.max(1, transaction.logs().size());
    }
}
