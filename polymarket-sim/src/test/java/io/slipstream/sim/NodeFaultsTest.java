package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Node 1 errs, the others do not. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeFaultsTest {

    private static final int BAD = 1;
    private static final int GOOD = 2;

    private final Simulator simulator =
            Simulator.start(SimConfig.defaults().withPort(0).withSpeed(10).withFinalityBlocks(8));
    private final SimClient client = new SimClient(simulator.port());
    private final List<SimClient.Socket> sockets = new ArrayList<>();

    @BeforeAll
    void waitForBlocks() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/sim/status").get("fillsMined").asInt() > 60);
    }

    @AfterEach
    void reset() throws Exception {
        client.post("/sim/fault", "{\"kind\":\"reset\"}");
        sockets.forEach(SimClient.Socket::close);
        sockets.clear();
    }

    @AfterAll
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void losesLogsButNoHeads() throws Exception {
        fault("\"kind\":\"lose-logs\",\"percent\":100");
        SimClient.Socket bad = follow(BAD);
        SimClient.Socket good = follow(GOOD);

        await().until(() -> good.pushed(true).size() > 10 && bad.pushed(false).size() > 5);

        assertThat(bad.pushed(true)).isEmpty();
        fault("\"kind\":\"lose-logs\",\"percent\":50,\"seed\":7");
        await().until(() -> !bad.pushed(true).isEmpty());
    }

    @Test
    void doublesAndReordersFramesAndLosesNone() throws Exception {
        fault("\"kind\":\"duplicate-frames\",\"percent\":60");
        fault("\"kind\":\"reorder-frames\",\"percent\":60");
        SimClient.Socket bad = follow(BAD);
        SimClient.Socket good = follow(GOOD);

        await().until(() -> good.pushed(true).size() > 30);
        List<JsonNode> expected = good.pushed(true);
        await().until(() -> bad.pushed(true).containsAll(expected.subList(5, expected.size())));
        List<JsonNode> received = bad.pushed(true);

        assertThat(received.stream().distinct().count()).isLessThan(received.size());
        assertThat(received.stream().distinct().toList().subList(0, 20)).isNotEqualTo(expected.subList(0, 20));
    }

    @Test
    void sendsGarbageBesideWhatIsReal() throws Exception {
        fault("\"kind\":\"garbage-frames\",\"percent\":100");
        SimClient.Socket bad = follow(BAD);
        SimClient.Socket good = follow(GOOD);

        await().until(() -> good.pushed(true).size() > 30);
        List<JsonNode> expected = good.pushed(true).subList(5, 30);

        await().until(() -> bad.pushed(true).containsAll(expected));
        long broken = bad.messages().stream()
                .filter(message -> SimClient.Socket.parsed(message).isEmpty())
                .count();
        assertThat(broken).isPositive();
        assertThat(bad.pushed(true).stream().anyMatch(log -> log.get("topics") == null))
                .isTrue();
    }

    @Test
    void refusesOrShortensWideQueries() throws Exception {
        long head = client.head();
        String wide = "[{\"fromBlock\":\"0x%x\",\"toBlock\":\"0x%x\"}]".formatted(head - 15, head - 3);
        int whole = client.call(GOOD, "eth_getLogs", wide).get("result").size();
        assertThat(whole).isGreaterThan(20);

        fault("\"kind\":\"max-range\",\"blocks\":10");
        JsonNode refusal = client.call(BAD, "eth_getLogs", wide).get("error");
        assertThat(refusal.get("code").asInt()).isEqualTo(-32600);
        assertThat(refusal.get("message").asString()).contains("up to a 10 block range");
        client.post("/sim/fault", "{\"kind\":\"reset\",\"feed\":\"rpc/1\"}");
        assertThat(client.call(BAD, "eth_getLogs", wide).get("result").size()).isEqualTo(whole);

        fault("\"kind\":\"truncate-results\",\"count\":12");
        assertThat(client.call(BAD, "eth_getLogs", wide).get("result").size()).isEqualTo(12);
        fault("\"kind\":\"max-results\",\"count\":15");
        assertThat(client.call(BAD, "eth_getLogs", wide)
                        .get("error")
                        .get("message")
                        .asString())
                .isEqualTo("query returned more than 15 results");
        fault("\"kind\":\"empty-wide\",\"blocks\":10");
        assertThat(client.call(BAD, "eth_getLogs", wide).get("result").size()).isZero();
        assertThat(client.call(GOOD, "eth_getLogs", wide).get("result").size()).isEqualTo(whole);
    }

    @Test
    void belongsToAnotherChainAndHasNoTimes() throws Exception {
        fault("\"kind\":\"wrong-chain\",\"chainId\":80002");
        fault("\"kind\":\"no-timestamps\"");

        assertThat(client.call(BAD, "eth_chainId", "[]").get("result").asString())
                .isEqualTo("0x13882");
        assertThat(client.call(BAD, "net_version", "[]").get("result").asString())
                .isEqualTo("80002");
        String recent = "[{\"fromBlock\":\"0x%x\"}]".formatted(client.head() - 5);
        for (JsonNode log : client.call(BAD, "eth_getLogs", recent).get("result")) {
            assertThat(log.has("blockTimestamp")).isFalse();
        }
        assertThat(client.call(GOOD, "eth_getLogs", recent).get("result").get(0).has("blockTimestamp"))
                .isTrue();
        assertThat(client.get("/sim/faults").size()).isEqualTo(2);
    }

    @Test
    void knowsTheNewestBlocksLater() throws Exception {
        SimClient.Socket bad = follow(BAD);
        await().until(() -> bad.pushed(false).size() > 2);
        fault("\"kind\":\"behind\",\"blocks\":12");
        int before = bad.pushed(false).size();

        long head = client.head();
        assertThat(number(client.call(BAD, "eth_blockNumber", "[]").get("result")))
                .isBetween(head - 13, head - 10);
        String unknown = "0x%x".formatted(head - 3);
        assertThat(client.call(BAD, "eth_getBlockByNumber", "[\"%s\",false]".formatted(unknown))
                        .get("result")
                        .isNull())
                .isTrue();
        assertThat(client.call(
                                BAD,
                                "eth_getLogs",
                                "[{\"fromBlock\":\"%s\",\"toBlock\":\"%s\"}]".formatted(unknown, unknown))
                        .get("result")
                        .size())
                .isZero();
        assertThat(number(client.call(BAD, "eth_getBlockByNumber", "[\"finalized\",false]")
                        .get("result")
                        .get("number")))
                .isLessThanOrEqualTo(head - 10);
        await().until(() -> client.head() > head + 4);
        assertThat(bad.pushed(false)).hasSize(before);
        client.post("/sim/fault", "{\"kind\":\"reset\",\"feed\":\"rpc\"}");
        await().until(() -> bad.pushed(false).size() > before + 4);
        List<Long> heads = bad.pushed(false).stream()
                .map(block -> number(block.get("number")))
                .toList();
        assertThat(heads).doesNotHaveDuplicates().isSorted();
        assertThat(heads.getLast() - heads.getFirst()).isEqualTo(heads.size() - 1L);
        assertThat(bad.pushed(true)).allMatch(log -> !log.get("removed").asBoolean());
    }

    @Test
    void believesInAForkUntilItEnds() throws Exception {
        SimClient.Socket bad = follow(BAD);
        await().until(() -> bad.pushed(false).size() > 8);
        fault("\"kind\":\"fork\",\"depth\":6");
        JsonNode status = client.get("/sim/status");
        long forked = status.get("head").asLong();
        await().until(() -> client.head() > forked + 5);
        String block = "[\"0x%x\",true]".formatted(forked);
        JsonNode other = client.call(BAD, "eth_getBlockByNumber", block).get("result");
        assertThat(other.get("hash"))
                .isNotEqualTo(client.call(GOOD, "eth_getBlockByNumber", block)
                        .get("result")
                        .get("hash"));
        assertThat(number(client.call(BAD, "eth_getBlockByNumber", "[\"finalized\",false]")
                        .get("result")
                        .get("number")))
                .isLessThanOrEqualTo(forked - 6);
        String unknown = "[%s,false]".formatted(other.get("parentHash"));
        assertThat(client.call(GOOD, "eth_getBlockByHash", unknown)
                        .get("result")
                        .isNull())
                .isTrue();
        assertThat(client.call(BAD, "eth_getBlockByHash", unknown).get("result").isNull())
                .isFalse();

        client.post("/sim/fault", "{\"kind\":\"reset\",\"feed\":\"rpc/1\"}");

        long back = client.head();
        await().until(() -> client.head() > back + 2);
        List<String> live = new ArrayList<>();
        int removals = 0;
        for (JsonNode log : bad.pushed(true)) {
            String id = log.get("blockHash").asString() + number(log.get("logIndex"));
            if (log.get("removed").asBoolean()) {
                removals++;
                live.remove(id);
            } else {
                live.add(id);
            }
        }
        assertThat(removals).isPositive();
        List<String> truth = new ArrayList<>();
        client.get("/sim/truth/fills?limit=10000&fromBlock=" + (forked - 6) + "&toBlock=" + back)
                .get("fills")
                .forEach(fill -> truth.add(
                        fill.get("blockHash").asString() + fill.get("logIndex").asLong()));
        assertThat(live).containsAll(truth).doesNotHaveDuplicates();
        assertThat(client.send("POST", "/sim/fault", "{\"kind\":\"fork\",\"feed\":\"rpc/1\",\"depth\":9}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void keepsAForkOnItsRootWhenTheChainIsReplacedBelow() throws Exception {
        fault("\"kind\":\"fork\",\"depth\":2");
        client.post("/sim/fault", "{\"kind\":\"reorg\",\"depth\":6,\"move\":60}");

        JsonNode block =
                client.call(BAD, "eth_getBlockByNumber", "[\"latest\",false]").get("result");
        for (int i = 0; i < 12; i++) {
            JsonNode parent = client.call(BAD, "eth_getBlockByHash", "[%s,false]".formatted(block.get("parentHash")))
                    .get("result");
            assertThat(number(parent.get("number"))).isEqualTo(number(block.get("number")) - 1);
            block = parent;
        }
        String settled = "[%s,false]".formatted(block.get("hash"));
        assertThat(client.call(GOOD, "eth_getBlockByHash", settled)
                        .get("result")
                        .isNull())
                .isFalse();
    }

    @Test
    void refusesEverybodyWhileItRestarts() throws Exception {
        SimClient.Socket bad = follow(BAD);

        fault("\"kind\":\"restart\",\"millis\":1500");

        await().until(bad::closed);
        assertThat(client.send("POST", "/rpc/1", "{}").statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> client.open("/rpc/1")).hasMessageContaining("WebSocketHandshake");
        assertThat(client.call(GOOD, "eth_blockNumber", "[]").has("result")).isTrue();
        await().until(() -> client.send("POST", "/rpc/1", "{}").statusCode() == 200);
        client.open("/rpc/1").close();
    }

    @Test
    void limitsTheCallsInASecond() throws Exception {
        fault("\"kind\":\"rate-limit\",\"requestsPerSecond\":3,\"retryAfterSeconds\":1");
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}";

        assertThat(client.send("POST", "/rpc/1", "[" + call + "," + call + "]").statusCode())
                .isEqualTo(200);
        var refused = client.send("POST", "/rpc/1", "[" + call + "," + call + "]");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        await().until(() -> client.send("POST", "/rpc/1", call).statusCode() == 200);
        assertThat(client.send("POST", "/sim/fault", "{\"kind\":\"rate-limit\",\"feed\":\"data\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void losesTransactionsInAReorganisationForGood() throws Exception {
        await().until(() -> recentFills(4).size() > 3);
        long head = client.head();
        List<String> before = recentFills(5);
        client.post("/sim/fault", "{\"kind\":\"reorg\",\"depth\":8,\"lose\":100}");

        await().until(() -> client.head() > head + 8);
        List<String> after = recentFills(24);
        assertThat(before).isNotEmpty();
        assertThat(after).doesNotContainAnyElementsOf(before);
        assertThat(client.call(GOOD, "eth_getTransactionReceipt", "[\"%s\"]".formatted(before.getFirst()))
                        .get("result")
                        .isNull())
                .isTrue();
        assertThat(client.send("GET", "/data/trades?takerOnly=false&limit=2000", "")
                        .body())
                .doesNotContain(before);
        assertThat(client.get("/sim/truth/fills?limit=10000&includeUnmined=true")
                        .toString())
                .doesNotContain(before);
    }

    private List<String> recentFills(int blocks) throws IOException, InterruptedException {
        List<String> hashes = new ArrayList<>();
        client.get("/sim/truth/fills?limit=10000&fromBlock=" + (client.head() - blocks))
                .get("fills")
                .forEach(fill -> hashes.add(fill.get("txHash").asString()));
        return hashes;
    }

    private void fault(String fields) throws IOException, InterruptedException {
        JsonNode answer = client.post("/sim/fault", "{\"feed\":\"rpc/1\"," + fields + "}");
        assertThat(answer.path("applied").asBoolean(false))
                .as(answer.toString())
                .isTrue();
    }

    private SimClient.Socket follow(int node) throws IOException, InterruptedException {
        SimClient.Socket socket = client.follow(node);
        sockets.add(socket);
        return socket;
    }

    private static long number(JsonNode quantity) {
        return Long.decode(quantity.asString());
    }
}
