package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * Trades between leaders and strangers, settled on a real node as the exchanges settle them (protocol reference 1.3): a log
 * for every resting order, and one of the aggressor for all of them together. What was sent is the truth, and where it is,
 * the node is asked.
 */
final class AnvilVenue {

    static final List<String> EXCHANGES = List.of(
            "0xE111180000d2663C0091e4f400237545B87B996B", // CTF Exchange V2
            "0xe2222d279d744050d28e00520010520000310F59", // NegRisk CTF Exchange V2
            "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa"); // ExchangeV3
    static final List<String> LEADERS = List.of(
            "0xa11ce0000000000000000000000000000000a11c",
            "0xb0b0000000000000000000000000000000000b0b",
            "0xca401000000000000000000000000000000ca401");
    static final List<String> STRANGERS =
            List.of("0x5721000000000000000000000000000000005721", "0x5722000000000000000000000000000000005722");

    /** How many logs of {@link #tradeForBlocks} have a leader as their maker, a block. */
    static final int LEADER_FILLS_A_BLOCK = 3 * LEADERS.size();

    private static final String NO_EXCHANGE = "0xdec0000000000000000000000000000000000dec";
    /** ERC-1155's TransferSingle: four topics, too, and the third of them is a wallet. */
    private static final String TRANSFER = "0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62";

    private final Anvil node;
    private final Random random;
    private final Map<String, List<EmittedLog>> sent = new LinkedHashMap<>();

    AnvilVenue(Anvil node, long seed) {
        this.node = node;
        this.random = new Random(seed);
        EXCHANGES.forEach(exchange -> node.call("anvil_setCode", exchange, EmittedLog.CONTRACT));
        JsonNode _ = node.call("anvil_setCode", NO_EXCHANGE, EmittedLog.CONTRACT);
    }

    /** Blocks in which every leader sweeps on one exchange, is hit twice, once by a leader, and strangers trade. */
    void tradeForBlocks(int blocks) {
        for (int block = 0; block < blocks; block++) {
            tradeForABlock();
        }
    }

    private void tradeForABlock() {
        int first = random.nextInt(EXCHANGES.size());
        for (int i = 0; i < LEADERS.size(); i++) {
            String leader = LEADERS.get(i);
            String other = LEADERS.get((i + 1) % LEADERS.size());
            String _ = settle(first + i, leader, List.of(stranger(), other, stranger()));
            String _ = settle(first + i + 1, stranger(), List.of(leader));
        }
        String _ = settle(first, stranger(), List.of(stranger(), stranger()));
        node.mine(1);
    }

    /** A trade that waits for the next block; tells its transaction. */
    String settle(int exchange, String aggressor, List<String> resting) {
        String address = EXCHANGES.get(exchange % EXCHANGES.size());
        int side = random.nextInt(2);
        BigInteger token = token(exchange % EXCHANGES.size());
        List<EmittedLog> logs = new ArrayList<>();
        long shares = 0;
        long usdc = 0;
        for (String maker : resting) {
            EmittedLog log = filled(maker, aggressor, 1 - side, token);
            logs.add(log);
            shares += log.sharesMicros();
            usdc += log.usdcMicros();
        }
        long fee = usdc / 100;
        logs.add(new EmittedLog(
                EmittedLog.ORDER_FILLED,
                hash(),
                aggressor,
                address.toLowerCase(Locale.ROOT),
                side,
                token,
                shares,
                usdc,
                fee));
        String hash = node.send(address, EmittedLog.callData(logs));
        sent.put(hash, logs);
        return hash;
    }

    /** A block with what looks like a leader's fill and is none, from another contract and of another event. */
    void deceiveForABlock() {
        List<String> transactions = new ArrayList<>();
        for (String leader : LEADERS) {
            EmittedLog fill = filled(leader, stranger(), 0, token(0));
            transactions.add(node.send(NO_EXCHANGE, EmittedLog.callData(List.of(fill))));
            transactions.add(node.send(EXCHANGES.getFirst(), EmittedLog.callData(List.of(of(TRANSFER, fill, 0)))));
        }
        node.mine(1);
        assertThat(transactions)
                .allSatisfy(hash -> assertThat(node.call("eth_getTransactionReceipt", hash)
                                .path("logs")
                                .size())
                        .isEqualTo(1));
    }

    /** A block with a leader's log that no exchange could have emitted: its side is neither of the two. */
    void emitAbsurdityForABlock() {
        EmittedLog fill = filled(LEADERS.getFirst(), stranger(), 0, token(0));
        String _ = node.send(EXCHANGES.getFirst(), EmittedLog.callData(List.of(of(EmittedLog.ORDER_FILLED, fill, 2))));
        node.mine(1);
    }

    /** Every leader fill that is on the chain now. */
    List<JsonNode> truth() {
        List<JsonNode> truth = new ArrayList<>();
        sent.forEach((hash, logs) -> {
            JsonNode receipt = node.call("eth_getTransactionReceipt", hash);
            if (!receipt.isObject()) {
                return; // dropped by a reorg
            }
            JsonNode block =
                    node.call("eth_getBlockByHash", receipt.path("blockHash").asString(), false);
            long time = Anvil.number(block.path("timestamp"));
            for (int i = 0; i < logs.size(); i++) {
                if (LEADERS.contains(logs.get(i).maker())) {
                    truth.add(logs.get(i).asTruth(receipt.path("logs").path(i), time));
                }
            }
        });
        return truth;
    }

    /** The orders of leaders that a transaction filled. */
    List<String> leaderOrders(String transaction) {
        return sent.getOrDefault(transaction, List.of()).stream()
                .filter(log -> LEADERS.contains(log.maker()))
                .map(EmittedLog::orderHash)
                .toList();
    }

    private EmittedLog filled(String maker, String taker, int side, BigInteger token) {
        long hundredths = random.nextLong(100, 100_000);
        long cents = random.nextLong(1, 100);
        return new EmittedLog(
                EmittedLog.ORDER_FILLED,
                hash(),
                maker,
                taker,
                side,
                token,
                hundredths * 10_000,
                hundredths * 100 * cents,
                0);
    }

    private static EmittedLog of(String event, EmittedLog log, int side) {
        return new EmittedLog(
                event,
                log.orderHash(),
                log.maker(),
                log.taker(),
                side,
                log.token(),
                log.sharesMicros(),
                log.usdcMicros(),
                log.feeMicros());
    }

    /** ExchangeV3 has tokens of the PositionManager, whose first byte is their kind; the others' are hashes. */
    private BigInteger token(int exchange) {
        return exchange == EXCHANGES.size() - 1
                ? BigInteger.ONE.shiftLeft(248).add(new BigInteger(128, random).shiftLeft(120))
                : new BigInteger(256, random);
    }

    private String hash() {
        return "0x%064x".formatted(new BigInteger(256, random));
    }

    private String stranger() {
        return STRANGERS.get(random.nextInt(STRANGERS.size()));
    }
}
