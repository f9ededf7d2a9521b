package io.slipstream.sim.node;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.wire.Json;
import io.slipstream.sim.wire.Keccak;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Frames that no client may take for news: broken JSON, wrong shapes, and fills of leaders that cannot be. */
public final class Garbage {

    private static final int DEEP = 2_000;
    private static final BigInteger FIVE_SHARES = BigInteger.valueOf(5_000_000);
    private static final BigInteger THREE_DOLLARS = BigInteger.valueOf(3_000_000);
    private static final BigInteger HUGE = BigInteger.TWO.pow(200);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private final List<String> leaders;

    /** Garbage in the name of these leaders. */
    public Garbage(List<String> leaders) {
        this.leaders = List.copyOf(leaders);
    }

    /** One frame for a subscription; where it names a block, it names this one. */
    String frame(Draw draw, String subscription, Block block) {
        return switch (draw.whole(0, 14)) {
            case 0 -> "upstream connect error or disconnect/reset before headers";
            case 1 -> {
                String whole = notification(subscription, fill(draw, block, 0, THREE_DOLLARS, FIVE_SHARES));
                yield whole.substring(0, whole.length() / 2);
            }
            case 2 ->
                "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":\"" + subscription
                        + "\",\"result\":7}}";
            case 3 -> "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\"}";
            case 4 -> {
                ObjectNode log = plausible(draw, block);
                log.remove("topics");
                yield notification(subscription, log);
            }
            case 5 -> notification(subscription, plausible(draw, block).put("logIndex", -5));
            case 6 -> notification(subscription, plausible(draw, block).put("logIndex", 1.5));
            case 7 -> notification(subscription, plausible(draw, block).put("logIndex", "-0x3"));
            case 8 -> "[".repeat(DEEP) + "]".repeat(DEEP);
            case 9 -> {
                ObjectNode log = plausible(draw, block);
                ((ArrayNode) log.get("topics")).remove(3);
                yield notification(subscription, log);
            }
            case 10 -> {
                ObjectNode log = plausible(draw, block);
                String data = log.get("data").asString();
                yield notification(subscription, log.put("data", data.substring(0, data.length() - 3 * 64 - 10)));
            }
            case 11 -> notification(subscription, fill(draw, block, 0, BigInteger.ZERO, BigInteger.ZERO));
            case 12 -> notification(subscription, fill(draw, block, 0, HUGE, HUGE));
            case 13 -> notification(subscription, fill(draw, block, 7, THREE_DOLLARS, FIVE_SHARES));
            default -> notification(subscription, fill(draw, block, 0, FIVE_SHARES.multiply(MILLION), FIVE_SHARES));
        };
    }

    private static String notification(String subscription, JsonNode result) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", "eth_subscription");
        message.putObject("params").put("subscription", subscription).set("result", result);
        return Json.write(message);
    }

    /** A fill that would count if nothing were changed about it. */
    private ObjectNode plausible(Draw draw, Block block) {
        return fill(draw, block, 0, THREE_DOLLARS, FIVE_SHARES);
    }

    private ObjectNode fill(Draw draw, Block block, int side, BigInteger paid, BigInteger bought) {
        String label = "garbage/" + draw.whole(0, Integer.MAX_VALUE - 1);
        ObjectNode out =
                Json.object().put("address", draw.chance(0.5) ? Contracts.CTF_EXCHANGE : Contracts.NEG_RISK_EXCHANGE);
        ArrayNode topics = out.putArray("topics");
        String leader = leaders.get(draw.whole(0, leaders.size() - 1));
        topics.add(OrderFilled.TOPIC)
                .add(Keccak.word(label + "/order"))
                .add(topic(leader))
                .add(topic(Keccak.address(label)));
        BigInteger token = new BigInteger(1, Keccak.hash(label + "/token"));
        StringBuilder data = new StringBuilder("0x");
        for (BigInteger word : List.of(
                BigInteger.valueOf(side), token, paid, bought, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO)) {
            data.append("%064x".formatted(word));
        }
        return out.put("data", data.toString())
                .put("blockNumber", "0x" + Long.toHexString(block.number()))
                .put("transactionHash", Keccak.word(label + "/transaction"))
                .put("transactionIndex", "0x0")
                .put("blockHash", block.hash())
                .put("blockTimestamp", "0x" + Long.toHexString(block.timestampSeconds()))
                .put("logIndex", "0x" + Long.toHexString(block.logCount() + (long) draw.whole(0, 50)))
                .put("removed", false);
    }

    private static String topic(String address) {
        return "0x" + "0".repeat(24) + address.substring(2);
    }
}
