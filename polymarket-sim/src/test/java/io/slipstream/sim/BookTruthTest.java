package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The books as they are, and a market that stands still so that everybody can agree on them. */
@Timeout(60)
class BookTruthTest {

    private final Simulator simulator =
            Simulator.start(SimConfig.defaults().withPort(0).withSpeed(10));
    private final SimClient client = new SimClient(simulator.port());

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void agreesWithSocketAndRestWhileTheMarketIsPaused() throws Exception {
        List<String> tokens = tokens();
        assertThat(tokens).hasSize(48);
        SimClient.Socket socket = client.open("/ws/market");
        socket.send("{\"type\":\"market\",\"assets_ids\":[\"%s\"]}".formatted(String.join("\",\"", tokens)));
        await().until(() -> socket.messages().size() > 300);

        JsonNode paused = client.post("/sim/pause", "");
        JsonNode truth = client.get("/sim/truth/books?tokens=" + String.join(",", tokens));

        assertThat(paused.get("paused").asBoolean()).isTrue();
        assertThat(truth.get("step")).isEqualTo(paused.get("step"));
        assertThat(truth.get("wallMillis")).isEqualTo(paused.get("wallMillis"));
        assertThat(truth.get("books").size()).isEqualTo(48);
        socket.send("PING");
        await().until(() -> socket.messages().contains("PONG"));
        LocalBooks books = new LocalBooks();
        socket.messages().forEach(books::apply);
        for (JsonNode book : truth.get("books")) {
            String token = book.get("tokenId").asString();
            JsonNode rest = client.get("/clob/book?token_id=" + token);
            assertThat(book.get("bids")).isEqualTo(rest.get("bids"));
            assertThat(book.get("asks")).isEqualTo(rest.get("asks"));
            assertThat(book.get("tickSize")).isEqualTo(rest.get("tick_size"));
            assertThat(book.get("conditionId")).isEqualTo(rest.get("market"));
            assertThat(books.levels(token, true)).isEqualTo(spelled(book.get("bids")));
            assertThat(books.levels(token, false)).isEqualTo(spelled(book.get("asks")));
        }
        assertThat(client.get("/sim/pause")).isEqualTo(paused);
    }

    @Test
    void tellsOfNoMoreThanWasAskedFor() throws Exception {
        String token = tokens().getFirst();

        JsonNode books = client.get("/sim/truth/books?tokens=17," + token).get("books");

        assertThat(books.size()).isEqualTo(1);
        assertThat(books.get(0).get("tokenId").asString()).isEqualTo(token);
        assertThat(books.get(0).get("status").asString()).isEqualTo("OPEN");
    }

    @Test
    void goesOnAfterAPauseWithoutRacingThroughWhatItMissed() throws Exception {
        JsonNode paused = client.post("/sim/pause", "");
        long begin = System.nanoTime();
        await().until(() -> System.nanoTime() - begin > 1_500_000_000L);
        assertThat(client.get("/sim/status").get("step")).isEqualTo(paused.get("step"));

        JsonNode resumed = client.post("/sim/resume", "");

        assertThat(resumed.get("paused").asBoolean()).isFalse();
        long steps = resumed.get("step").asLong() - paused.get("step").asLong();
        assertThat(steps).as("1,500 ms would be 300 steps").isLessThan(100);
        assertThat(resumed.get("wallMillis").asLong() - paused.get("wallMillis").asLong())
                .isGreaterThan(1_400);
        long head = client.head();
        await().until(() -> client.head() > head + 3);
    }

    @Test
    void goesOnByItselfWhenTheTimeIsOver() throws Exception {
        JsonNode paused = client.post("/sim/pause", "{\"millis\":300}");

        await().until(() -> client.get("/sim/status").get("step").asLong()
                > paused.get("step").asLong() + 10);

        assertThat(client.get("/sim/pause").get("paused").asBoolean()).isFalse();
        assertThat(client.send("POST", "/sim/pause", "{\"millis\":0}").statusCode())
                .isEqualTo(400);
        assertThat(client.send("POST", "/sim/pause", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void continuesAStoredMarketThatWasPausedAndReorganised(@TempDir Path directory) throws Exception {
        SimConfig stored = SimConfig.defaults().withPort(0).withSpeed(10).withStateDirectory(directory);
        String hash;
        try (Simulator first = Simulator.start(stored);
                SimClient there = new SimClient(first.port())) {
            long begin = there.head();
            await().until(() -> there.head() > begin + 4);
            there.post("/sim/pause", "");
            there.post("/sim/fault", "{\"kind\":\"reorg\",\"depth\":2}");
            there.post("/sim/resume", "");
            long resumed = there.head();
            await().until(() -> there.head() > resumed + 2);
            there.post("/sim/pause", "");
            hash = there.get("/sim/status").get("headHash").asString();
        }
        try (Simulator second = Simulator.start(stored);
                SimClient there = new SimClient(second.port())) {
            assertThat(there.rpc("eth_getBlockByHash", "[\"%s\",false]".formatted(hash))
                            .isNull())
                    .isFalse();
        }
    }

    private List<String> tokens() throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        client.get("/sim/truth/books")
                .get("books")
                .forEach(book -> tokens.add(book.get("tokenId").asString()));
        return tokens;
    }

    private static List<String> spelled(JsonNode levels) {
        List<String> out = new ArrayList<>();
        levels.forEach(level ->
                out.add(level.get("price").asString() + "x" + level.get("size").asString()));
        return out;
    }
}
