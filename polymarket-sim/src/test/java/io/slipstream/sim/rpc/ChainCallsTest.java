package io.slipstream.sim.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.node.Frames;
import io.slipstream.sim.node.Garbage;
import io.slipstream.sim.node.NodeFault;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.venue.VenueParameters;
import io.slipstream.sim.venue.Venues;
import io.slipstream.sim.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainCallsTest {

    private final Venue venue = Venues.of(3);
    private final ActiveFaults<NodeFault> faults = new ActiveFaults<>();
    private final JsonRpc rpc = new JsonRpc(
            new VenueGuard(),
            new ChainCalls(venue.chain(), new ChainCalls.Limits(100, 400), faults),
            new Subscriptions(
                    faults, new Frames(faults, new Garbage(List.of()), (millis, task) -> new CompletableFuture<>())));

    @BeforeAll
    void letBlocksBeMined() {
        Venues.run(venue, 300);
    }

    @Test
    void chainsParentHashesAndNumbers() {
        for (long number = Chain.GENESIS + 1; number <= venue.chain().head().number(); number++) {
            JsonNode block = result("eth_getBlockByNumber", "[\"0x%x\",false]".formatted(number));
            JsonNode parent = result("eth_getBlockByHash", "[%s,true]".formatted(block.get("parentHash")));
            assertThat(Long.decode(parent.get("number").asString())).isEqualTo(number - 1);
        }
        assertThat(venue.chain().head().number() - venue.chain().finalizedNumber())
                .isEqualTo(VenueParameters.USUAL_FINALITY_BLOCKS);
        assertThat(result("eth_getBlockByNumber", "[\"finalized\",false]")
                        .get("number")
                        .asString())
                .isEqualTo("0x%x".formatted(venue.chain().finalizedNumber()));
        assertThat(result("eth_getBlockByNumber", "[\"0x1\",false]").isNull()).isTrue();
    }

    /** Against an oracle that reads the answers of unfiltered calls, over random filters. */
    @Test
    void filtersLogsAsANaiveReaderDoes() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        List<JsonNode> all = new ArrayList<>();
        long first = venue.chain().head().number() - 50;
        for (long number = first; number <= venue.chain().head().number(); number++) {
            result("eth_getLogs", "[{\"fromBlock\":\"0x%x\",\"toBlock\":\"0x%x\"}]".formatted(number, number))
                    .forEach(all::add);
        }
        assertThat(all).hasSizeGreaterThan(200);
        for (int round = 0; round < 200; round++) {
            JsonNode sample = all.get(random.nextInt(all.size()));
            JsonNode other = all.get(random.nextInt(all.size()));
            ObjectNode filter =
                    Json.object().put("fromBlock", "0x%x".formatted(first)).put("toBlock", "latest");
            if (random.nextBoolean()) {
                filter.set(
                        "address",
                        random.nextBoolean()
                                ? sample.get("address")
                                : Json.array().add(sample.get("address")));
            }
            ArrayNode topics = filter.putArray("topics");
            for (int i = 0; i < random.nextInt(4); i++) {
                switch (random.nextInt(3)) {
                    case 0 -> topics.addNull();
                    case 1 -> topics.add(sample.get("topics").path(i).asString("0x" + "0".repeat(64)));
                    default -> {
                        ArrayNode either = topics.addArray();
                        for (JsonNode source : List.of(sample, other)) {
                            either.add(source.get("topics").path(i).asString("0x" + "1".repeat(64)));
                        }
                    }
                }
            }
            List<JsonNode> expected =
                    all.stream().filter(log -> wanted(log, filter)).toList();
            List<JsonNode> answered = new ArrayList<>();
            JsonNode answer = call("eth_getLogs", "[" + Json.write(filter) + "]");
            if (expected.size() > 400) {
                assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32005);
            } else {
                answer.get("result").forEach(answered::add);
                assertThat(answered).as("seed %d, filter %s", seed, filter).isEqualTo(expected);
            }
        }
    }

    private static boolean wanted(JsonNode log, ObjectNode filter) {
        JsonNode address = filter.get("address");
        if (address != null && !(address.isArray() ? address.get(0) : address).equals(log.get("address"))) {
            return false;
        }
        for (int i = 0; i < filter.get("topics").size(); i++) {
            JsonNode wanted = filter.get("topics").get(i);
            JsonNode present = log.get("topics").get(i);
            boolean fits = present != null
                    && (wanted.isNull()
                            || (wanted.isArray()
                                    ? wanted.get(0).equals(present)
                                            || wanted.get(1).equals(present)
                                    : wanted.equals(present)));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    @Test
    void answersByBlockHashAndGivesReceiptsWithTheSameLogs() {
        Block block = venue.chain().head();
        while (block.placements().isEmpty()) {
            block = venue.chain().block(block.parentHash()).orElseThrow();
        }
        JsonNode logs = result("eth_getLogs", "[{\"blockHash\":\"%s\"}]".formatted(block.hash()));
        assertThat(logs.size()).isEqualTo(block.logCount());
        ArrayNode fromReceipts = Json.array();
        for (JsonNode hash : result("eth_getBlockByHash", "[\"%s\",false]".formatted(block.hash()))
                .get("transactions")) {
            result("eth_getTransactionReceipt", "[" + hash + "]").get("logs").forEach(fromReceipts::add);
            assertThat(result("eth_getTransactionByHash", "[" + hash + "]").get("hash"))
                    .isEqualTo(hash);
        }
        assertThat(fromReceipts).isEqualTo(logs);
    }

    @Test
    void refusesInTheShapeOfProviders() {
        long from = venue.chain().head().number() - 100;
        assertError(call("eth_getLogs", "[{\"fromBlock\":\"0x%x\"}]".formatted(from)), -32005, "block range too large");
        assertError(
                call("eth_getLogs", "[{\"fromBlock\":\"0x%x\"}]".formatted(from + 10)),
                -32005,
                "query returned more than 400 results");
        assertError(call("eth_getLogs", "[{\"fromBlock\":\"tomorrow\"}]"), -32602, "block tomorrow");
        assertError(call("eth_getLogs", "[{\"address\":\"0x12\"}]"), -32602, "hex string");
        assertError(call("eth_getLogs", "[]"), -32602, "missing value");
        assertError(call("eth_getBlockByNumber", "[\"latest\"]"), -32602, "missing value");
        assertError(call("eth_call", "[]"), -32601, "does not exist");
        assertError(call("eth_subscribe", "[\"newHeads\"]"), -32601, "notifications not supported");
        assertError(Json.read(rpc.answer("{\"id\":", null)), -32700, "parse error");
        assertError(Json.read(rpc.answer("[]", null)), -32600, "empty batch");
    }

    @Test
    void answersABatchInItsOrder() {
        JsonNode answers = Json.read(rpc.answer(
                "[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"eth_chainId\"},"
                        + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"net_version\",\"params\":[]},"
                        + "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"eth_nothing\"}]",
                null));

        assertThat(answers.size()).isEqualTo(3);
        assertThat(answers.get(0).get("id").asString()).isEqualTo("a");
        assertThat(answers.get(0).get("result").asString()).isEqualTo("0x89");
        assertThat(answers.get(1).get("result").asString()).isEqualTo("137");
        assertThat(answers.get(2).get("error").get("code").asInt()).isEqualTo(-32601);
    }

    private static void assertError(JsonNode answer, int code, String part) {
        assertThat(answer.path("error").path("code").asInt())
                .as(answer.toString())
                .isEqualTo(code);
        assertThat(answer.get("error").get("message").asString()).contains(part);
    }

    private JsonNode result(String method, String params) {
        return call(method, params).required("result");
    }

    private JsonNode call(String method, String params) {
        return Json.read(rpc.answer(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params), null));
    }
}
