package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.wire.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** One running simulator over real sockets: every feed agrees with the others and with the truth. */
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatorTest {

    private final Simulator simulator =
            Simulator.start(SimConfig.defaults().withPort(0).withSpeed(10).withDataLagMillis(20_000));
    private final SimClient client = new SimClient(simulator.port());

    @BeforeAll
    void waitForFills() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/sim/status").get("fillsMined").asInt() > 100);
    }

    @AfterAll
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void keepsTheSocketsBooksEqualToTheRestBooks() throws Exception {
        List<String> tokens = tokens();
        SimClient.Socket socket = client.open("/ws/market");
        socket.send("{\"type\":\"market\",\"assets_ids\":" + quoted(tokens) + ",\"custom_feature_enabled\":true}");
        await().until(() -> socket.messages().size() > 500);

        // silent socket and silent REST: a book of one instant on both sides is compared by its version in time
        List<String> agreed = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            LocalBooks before = books(socket);
            JsonNode rest = client.post("/clob/books", "[{\"token_id\":\"%s\"}]".formatted(tokens.getFirst()));
            LocalBooks after = books(socket);
            String asset = tokens.getFirst();
            if (before.levels(asset, true).equals(after.levels(asset, true))
                    && before.levels(asset, false).equals(after.levels(asset, false))) {
                assertThat(spelled(rest.get(0).get("bids"))).isEqualTo(before.levels(asset, true));
                assertThat(spelled(rest.get(0).get("asks"))).isEqualTo(before.levels(asset, false));
                agreed.add(asset);
            }
            return agreed.size() >= 5;
        });
        LocalBooks books = books(socket);
        assertThat(books.changes()).isGreaterThan(500);
        assertThat(books.disagreements()).isEmpty();
        socket.close();
    }

    @Test
    void speaksTheMarketSocketsProtocol() throws Exception {
        String token = tokens().getLast();
        SimClient.Socket socket = client.open("/ws/market");
        socket.send("PING");
        await().until(() -> socket.messages().contains("PONG"));
        socket.send("{\"assets_ids\":[],\"type\":\"market\"}");
        socket.send("{\"operation\":\"subscribe\",\"assets_ids\":[\"%s\"]}".formatted(token));
        await().until(() -> dumps(socket) == 1);
        socket.send("{\"operation\":\"subscribe\",\"assets_ids\":[\"%s\"]}".formatted(token));
        socket.send("{\"operation\":\"unsubscribe\",\"assets_ids\":[\"%s\"]}".formatted(token));
        socket.send("{\"operation\":\"subscribe\",\"assets_ids\":[\"%s\"]}".formatted(token));
        await().until(() -> dumps(socket) == 2);
        socket.send("nonsense");
        await().until(() -> socket.messages().contains("INVALID OPERATION"));
        assertThat(dumps(socket)).as("a second subscription yields nothing").isEqualTo(2);
        socket.close();
    }

    @Test
    void deliversHeadsAndLogsThatEqualTheTruthAcrossAReorganisation() throws Exception {
        JsonNode leaders = client.get("/sim/leaders");
        Set<String> topics = new HashSet<>();
        leaders.forEach(leader -> topics.add(
                "0x" + "0".repeat(24) + leader.get("address").asString().substring(2)));
        JsonNode status = client.get("/sim/status");
        SimClient.Socket socket = client.open("/rpc");
        socket.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
        socket.send(
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_subscribe\",\"params\":[\"logs\",{\"address\":[%s,%s,%s],\"topics\":[\"0xd543adfd945773f1a62f74f0ee55a5e3b9b1a28262980ba90b1a89f2ea84d8ee\",null,%s]}]}"
                        .formatted(
                                status.get("exchange"),
                                status.get("negRiskExchange"),
                                status.get("exchangeV3"),
                                quoted(List.copyOf(topics))));
        await().until(() -> pushed(socket, "logs").size() > 20);
        long from =
                Long.decode(pushed(socket, "newHeads").getFirst().get("number").asString()) + 1;

        JsonNode reorg = client.post("/sim/fault", "{\"kind\":\"reorg\",\"depth\":3}");
        long head = reorg.get("head").asLong();
        await().until(() -> client.head() >= head + 6);
        long to = head + 4;

        List<JsonNode> live = new ArrayList<>();
        int removals = 0;
        for (JsonNode log : pushed(socket, "logs")) {
            if (log.get("removed").asBoolean()) {
                removals++;
                assertThat(live.removeIf(known -> known.get("blockHash").equals(log.get("blockHash"))
                                && known.get("logIndex").equals(log.get("logIndex"))))
                        .isTrue();
            } else {
                live.add(log);
            }
        }
        assertThat(removals).isPositive();
        List<String> received = live.stream()
                .filter(log -> Long.decode(log.get("blockNumber").asString()) >= from
                        && Long.decode(log.get("blockNumber").asString()) <= to)
                .map(log -> log.get("blockHash").asString()
                        + Long.decode(log.get("logIndex").asString()))
                .sorted()
                .toList();
        List<String> truth = new ArrayList<>();
        client.get("/sim/truth/fills?limit=10000&fromBlock=" + from + "&toBlock=" + to)
                .get("fills")
                .forEach(fill -> truth.add(
                        fill.get("blockHash").asString() + fill.get("logIndex").asLong()));
        assertThat(received).isEqualTo(truth.stream().sorted().toList()).isNotEmpty();
        socket.close();
    }

    @Test
    void pagesTheCatalogueByCursor() throws Exception {
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get("/gamma/markets/keyset?limit=7" + cursor);
            page.get("markets").forEach(market -> paged.add(market.get("id").asString()));
            cursor = page.has("next_cursor")
                    ? "&after_cursor=" + page.get("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(paged).hasSizeGreaterThanOrEqualTo(24).doesNotHaveDuplicates();

        JsonNode one = client.get("/gamma/markets/" + paged.getFirst());
        String condition = one.get("conditionId").asString();
        String token = Json.read(one.get("clobTokenIds").asString()).get(1).asString();
        for (String filter : List.of("condition_ids=" + condition, "clob_token_ids=" + token)) {
            JsonNode found =
                    client.get("/gamma/markets/keyset?" + filter + "&limit=500").get("markets");
            assertThat(found.size()).isEqualTo(1);
            assertThat(found.get(0).get("id")).isEqualTo(one.get("id"));
        }
        assertThat(client.get("/gamma/markets/slug/" + one.get("slug").asString())
                        .get("id"))
                .isEqualTo(one.get("id"));
        assertThat(client.send("GET", "/gamma/markets/keyset?offset=5", "").statusCode())
                .isEqualTo(422);
        assertThat(client.send("GET", "/gamma/markets/keyset?after_cursor=abc", "")
                        .statusCode())
                .isEqualTo(422);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("/gamma/markets/keyset?closed=true")
                                .get("markets")
                                .size()
                        > 0);
        JsonNode closed = client.get("/gamma/markets/keyset?closed=true&limit=1")
                .get("markets")
                .get(0);
        assertThat(closed.get("umaResolutionStatus").asString()).isEqualTo("resolved");
        assertThat(closed.get("outcomePrices").asString()).isIn("[\"1\", \"0\"]", "[\"0\", \"1\"]");
    }

    @Test
    void lagsTheChainInTheDataApi() throws Exception {
        JsonNode leader = client.get("/sim/leaders").get(6);
        String user = leader.get("address").asString();
        JsonNode status = client.get("/sim/status");
        JsonNode rows = client.get("/data/trades?takerOnly=false&limit=500&user=" + user);
        JsonNode activity = client.get("/data/activity?limit=500&user=" + user);
        long newest = 0;
        for (JsonNode row : rows) {
            newest = Math.max(newest, row.get("timestamp").asLong());
            assertThat(row.get("proxyWallet").asString()).isEqualTo(user);
        }
        // 20 simulated seconds are two real ones at speed ten
        assertThat(newest * 1000).isLessThanOrEqualTo(status.get("wallMillis").asLong() - 1_000);
        assertThat(activity.size()).isGreaterThanOrEqualTo(rows.size()).isPositive();
        assertThat(activity.get(0).get("type").asString()).isEqualTo("TRADE");
        await().until(() -> client.get("/data/trades?takerOnly=false&limit=500&user=" + user)
                        .size()
                > rows.size());
        assertThat(client.send("GET", "/data/activity", "").statusCode()).isEqualTo(400);
        assertThat(client.send("GET", "/data/trades?user=bob", "").statusCode()).isEqualTo(400);
    }

    @Test
    void pagesTheTruthWithoutGapsOrRepetitions() throws Exception {
        long to = client.head() - 4;
        JsonNode whole =
                client.get("/sim/truth/fills?limit=10000&toBlock=" + to).get("fills");
        List<JsonNode> paged = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = client.get("/sim/truth/fills?limit=13&toBlock=" + to + after);
            page.get("fills").forEach(paged::add);
            after = page.has("next") ? "&after=" + page.get("next").asString() : "";
        } while (!after.isEmpty());
        List<JsonNode> all = new ArrayList<>();
        whole.forEach(all::add);
        assertThat(paged).isEqualTo(all);
        assertThat(client.get("/sim/truth/orders?limit=5").get("orders").size()).isEqualTo(5);
    }

    @Test
    void pagesTheInventoryWithoutGapsOrRepetitions() throws Exception {
        await().until(() -> client.get("/sim/truth/inventory").get("inventory").size() > 20);
        long to = client.head() - 4;
        JsonNode whole =
                client.get("/sim/truth/inventory?limit=10000&toBlock=" + to).get("inventory");
        List<JsonNode> paged = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = client.get("/sim/truth/inventory?limit=3&toBlock=" + to + after);
            page.get("inventory").forEach(paged::add);
            after = page.has("next") ? "&after=" + page.get("next").asString() : "";
        } while (!after.isEmpty());
        List<JsonNode> all = new ArrayList<>();
        whole.forEach(all::add);
        assertThat(paged).isEqualTo(all).isNotEmpty();
        String leader = all.getFirst().get("leader").asString();
        client.get("/sim/truth/inventory?leader=" + leader)
                .get("inventory")
                .forEach(row -> assertThat(row.get("leader").asString()).isEqualTo(leader));
        assertThat(client.rpc("eth_getTransactionReceipt", "[" + all.getFirst().get("txHash") + "]")
                        .get("blockHash"))
                .isEqualTo(all.getFirst().get("blockHash"));
    }

    @Test
    void answersMistakesWithClearErrors() throws Exception {
        assertStatus("GET", "/clob/book?token_id=1", "", 404, "No orderbook exists");
        assertStatus("GET", "/clob/book", "", 400, "token_id");
        assertStatus("POST", "/clob/books", "{", 400, "Invalid payload");
        assertStatus("GET", "/clob/clob-markets/0x1", "", 404, "market not found");
        assertStatus("GET", "/nothing", "", 404, "there is nothing");
        assertStatus("GET", "/clob/books", "", 405, "not allowed");
        assertStatus("GET", "/sim/truth/fills?limit=x", "", 400, "whole number");
        assertStatus("POST", "/sim/fault", "{\"kind\":\"earthquake\"}", 400, "http-error");
        assertThatThrownBy(() -> Simulator.start(SimConfig.defaults().withPort(simulator.port())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + simulator.port());
        assertThatThrownBy(() -> SimConfig.defaults().withSpeed(0)).hasMessageContaining("speed");
    }

    private void assertStatus(String method, String path, String body, int status, String part)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(method, path, body);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.body()).contains(part);
    }

    private List<String> tokens() throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        // politics live long: their books are there until the end of the test
        client.get("/gamma/markets/keyset?limit=100").get("markets").forEach(market -> {
            if (market.get("negRisk").asBoolean()) {
                Json.read(market.get("clobTokenIds").asString()).forEach(token -> tokens.add(token.asString()));
            }
        });
        assertThat(tokens).isNotEmpty();
        return tokens;
    }

    private static LocalBooks books(SimClient.Socket socket) {
        LocalBooks books = new LocalBooks();
        socket.messages().forEach(books::apply);
        return books;
    }

    private static long dumps(SimClient.Socket socket) {
        return socket.messages().stream()
                .filter(message -> message.startsWith("["))
                .count();
    }

    private static List<JsonNode> pushed(SimClient.Socket socket, String kind) {
        return socket.messages().stream()
                .map(Json::read)
                .filter(message -> message.has("params"))
                .map(message -> message.get("params").get("result"))
                .filter(result -> result.has("logIndex") == kind.equals("logs"))
                .toList();
    }

    private static List<String> spelled(JsonNode levels) {
        List<String> out = new ArrayList<>();
        levels.forEach(level ->
                out.add(level.get("price").asString() + "x" + level.get("size").asString()));
        return out;
    }

    private static String quoted(List<String> values) {
        return "[\"" + String.join("\",\"", values) + "\"]";
    }
}
