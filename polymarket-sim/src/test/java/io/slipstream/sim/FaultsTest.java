package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class FaultsTest {

    private final Simulator simulator =
            Simulator.start(SimConfig.defaults().withPort(0).withSpeed(10).withMarkets(4));
    private final SimClient client = new SimClient(simulator.port());

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void cutsTheSocketsOfOneFeedOnly() throws Exception {
        SimClient.Socket rpc = client.open("/rpc");
        SimClient.Socket market = client.open("/ws/market");

        JsonNode answer = client.post("/sim/fault", "{\"kind\":\"drop-sockets\",\"feed\":\"rpc\"}");

        assertThat(answer.get("dropped").asInt()).isEqualTo(1);
        await().until(rpc::closed);
        market.send("PING");
        await().until(() -> market.messages().contains("PONG"));
        client.post("/sim/fault", "{\"kind\":\"drop-sockets\"}");
        await().until(market::closed);
    }

    @Test
    void staysOpenButSilentWhileStalledAndGoesOnAfterwards() throws Exception {
        SimClient.Socket rpc = client.open("/rpc");
        rpc.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
        await().until(() -> rpc.messages().size() > 2);
        client.post("/sim/fault", "{\"kind\":\"stall\",\"feed\":\"rpc\",\"millis\":1500}");
        long begin = System.nanoTime();
        int seen = rpc.messages().size();
        long head = client.head();
        await().until(() -> client.head() > head + 3);
        assertThat(rpc.messages()).hasSizeBetween(seen, seen + 1);
        assertThat(rpc.closed()).isFalse();
        assertThat(client.get("/sim/faults").get(0).get("kind").asString()).isEqualTo("stall");

        client.rpc("eth_blockNumber", "[]");

        assertThat(System.nanoTime() - begin).isGreaterThan(1_200_000_000L);
        await().until(() -> rpc.messages().size() > seen + 3);
    }

    @Test
    void answersWithErrorsAsOftenAsAskedThenAgainRight() throws Exception {
        client.post(
                "/sim/fault",
                "{\"kind\":\"http-error\",\"feed\":\"clob\",\"status\":429,\"count\":2,\"retryAfterSeconds\":3}");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = client.send("GET", "/clob/ok", "");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("3");
        }
        assertThat(client.send("GET", "/clob/ok", "").statusCode()).isEqualTo(200);
        client.post("/sim/fault", "{\"kind\":\"http-error\",\"feed\":\"gamma\",\"status\":500,\"millis\":60000}");
        assertThat(client.send("GET", "/gamma/markets/keyset", "").statusCode()).isEqualTo(500);
        client.post("/sim/fault", "{\"kind\":\"reset\"}");
        assertThat(client.send("GET", "/gamma/markets/keyset", "").statusCode()).isEqualTo(200);
        assertThat(client.get("/sim/faults").size()).isZero();
    }

    @Test
    void answersAShareOfTheRequestsWithErrors() throws Exception {
        client.post("/sim/fault", "{\"kind\":\"http-error\",\"feed\":\"clob\",\"percent\":20,\"millis\":60000}");
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            refused += client.send("GET", "/clob/ok", "").statusCode() == 500 ? 1 : 0;
        }
        assertThat(refused).isBetween(20, 60);
    }

    @Test
    void replacesTheLastBlocksAndKeepsTheTransactions() throws Exception {
        await().until(() -> client.get("/sim/status").get("fillsMined").asInt() > 3);
        String last = "[\"latest\",false]";
        JsonNode before = client.rpc("eth_getBlockByNumber", last);

        client.post("/sim/fault", "{\"kind\":\"reorg\",\"depth\":2,\"silent\":true}");

        String sameHeight = "[%s,false]".formatted(before.get("number"));
        JsonNode after = client.rpc("eth_getBlockByNumber", sameHeight);
        assertThat(after.get("hash")).isNotEqualTo(before.get("hash"));
        assertThat(client.rpc("eth_getBlockByHash", "[%s,false]".formatted(before.get("hash")))
                        .isNull())
                .isTrue();
        for (JsonNode hash : before.get("transactions")) {
            await().until(() ->
                    !client.rpc("eth_getTransactionReceipt", "[" + hash + "]").isNull());
        }
        assertThat(client.send("POST", "/sim/fault", "{\"kind\":\"reorg\",\"depth\":0}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void disturbsOneOfSeveralNodesOnly() throws Exception {
        SimClient.Socket first = client.open("/rpc");
        SimClient.Socket third = client.open("/rpc/2");
        third.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
        await().until(() -> third.messages().size() > 2);

        client.post("/sim/fault", "{\"kind\":\"drop-sockets\",\"feed\":\"rpc/2\"}");
        client.post("/sim/fault", "{\"kind\":\"http-error\",\"feed\":\"rpc/2\",\"count\":5}");

        await().until(third::closed);
        assertThat(first.closed()).isFalse();
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}";
        assertThat(client.send("POST", "/rpc/2", call).statusCode()).isEqualTo(500);
        assertThat(client.send("POST", "/rpc", call).statusCode()).isEqualTo(200);
        assertThat(client.send("POST", "/rpc/7", call).statusCode()).isEqualTo(200);
        assertThat(client.send("POST", "/rpc/8", call).statusCode()).isEqualTo(404);
        client.post("/sim/fault", "{\"kind\":\"reset\",\"feed\":\"rpc/1\"}");
        assertThat(client.send("POST", "/rpc/2", call).statusCode()).isEqualTo(500);
        client.post("/sim/fault", "{\"kind\":\"reset\",\"feed\":\"rpc\"}");
        assertThat(client.send("POST", "/rpc/2", call).statusCode()).isEqualTo(200);
    }

    @Test
    void chargesMoreThanGammaSays() throws Exception {
        assertThat(overcharged()).isZero();
        client.post("/sim/fault", "{\"kind\":\"fee-drift\",\"rate\":300}");
        await().until(() -> overcharged() > 0);
        JsonNode markets = client.get("/gamma/markets/keyset?limit=100").get("markets");
        assertThat(markets).isNotEmpty();
        for (JsonNode market : markets) {
            assertThat(market.path("feeSchedule").path("rate").asDouble(0)).isLessThanOrEqualTo(0.07);
        }
        assertThat(client.get("/sim/faults").toString()).contains("fee-drift");
        client.post("/sim/fault", "{\"kind\":\"reset\"}");
        assertThat(client.get("/sim/faults")).isEmpty();
    }

    /** How many fills paid more than 0.07, the highest rate that Gamma tells of. */
    private long overcharged() throws Exception {
        long overcharged = 0;
        for (JsonNode fill : client.get("/sim/truth/fills?limit=1000").get("fills")) {
            double shares = fill.get("sharesMicros").asDouble();
            double price = fill.get("usdcMicros").asDouble() / shares;
            overcharged += fill.get("feeMicros").asDouble() > shares * 0.07 * price * (1 - price) + 10 ? 1 : 0;
        }
        return overcharged;
    }

    @Test
    void settlesOnAnExchangeThatNobodyDeclared() throws Exception {
        for (String ledger : List.of("ctf", "unknown")) {
            int before = client.get("/sim/truth/drift").get("drift").size();
            client.post(
                    "/sim/fault", "{\"kind\":\"unknown-exchange\",\"count\":2,\"ledger\":\"%s\"}".formatted(ledger));
            await().until(() -> client.get("/sim/truth/drift").get("drift").size() >= before + 2);
            JsonNode status = client.get("/sim/status");
            JsonNode row = client.get("/sim/truth/drift").get("drift").get(before);
            String hash = row.get("txHash").asString();
            assertThat(client.get("/sim/truth/fills?includeUnmined=true").toString())
                    .doesNotContain(hash);
            String keeper = ledger.equals("ctf")
                    ? "0x4d97dcd97ec945f40cf65f87097ace5ea0476045"
                    : status.get("unknownLedger").asString();
            assertThat(row.get("ledger").asString()).isEqualTo(keeper);
            String leader = row.get("leader").asString().substring(2);
            long moved = 0;
            long unknown = 0;
            for (JsonNode log : client.rpc("eth_getTransactionReceipt", "[\"" + hash + "\"]")
                    .get("logs")) {
                String topic = log.get("topics").get(0).asString();
                if (topic.startsWith("0xc3d58168")
                        && log.get("address").asString().equals(keeper)) {
                    assertThat(log.get("topics").get(1).asString())
                            .endsWith(status.get("unknownExchange").asString().substring(2));
                    long shares = Long.parseLong(log.get("data").asString().substring(66), 16);
                    moved += log.get("topics").get(3).asString().endsWith(leader) ? shares : 0;
                    moved -= log.get("topics").get(2).asString().endsWith(leader) ? shares : 0;
                }
                assertThat(topic).doesNotStartWith("0xd543adfd");
                unknown += log.get("address").equals(status.get("unknownExchange")) ? 1 : 0;
            }
            long told = 0;
            for (JsonNode each : client.get("/sim/truth/drift").get("drift")) {
                boolean same = each.get("txHash").equals(row.get("txHash"))
                        && each.get("leader").equals(row.get("leader"));
                told += same ? each.get("sharesMicros").asLong() : 0;
            }
            assertThat(moved).isEqualTo(told);
            assertThat(unknown).isPositive();
        }
        assertThat(client.get("/sim/faults").size()).isZero();
    }
}
