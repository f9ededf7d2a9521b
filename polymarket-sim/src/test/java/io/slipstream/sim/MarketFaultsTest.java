package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Two connections to the market socket; what is wrong with one is not wrong with the other. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarketFaultsTest {

    private final Simulator simulator =
            Simulator.start(SimConfig.defaults().withPort(0).withSpeed(10));
    private final SimClient client = new SimClient(simulator.port());
    private final List<SimClient.Socket> sockets = new ArrayList<>();

    @AfterEach
    void reset() throws Exception {
        client.post("/sim/fault", "{\"kind\":\"reset\"}");
        sockets.forEach(SimClient.Socket::close);
        sockets.clear();
        await().until(() -> client.post("/sim/fault", "{\"kind\":\"drop-sockets\",\"feed\":\"market\"}")
                        .get("dropped")
                        .asInt()
                == 0);
    }

    @AfterAll
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void losesFramesOfTheOldestConnectionOnly() throws Exception {
        SimClient.Socket bad = subscribed();
        SimClient.Socket good = subscribed();
        await().until(() -> good.messages().size() > 100 && bad.messages().size() > 100);

        fault("\"kind\":\"lose-frames\",\"percent\":20,\"seed\":3,\"connections\":\"oldest\"");

        await().until(() -> !books(bad).disagreements().isEmpty());
        assertThat(books(good).disagreements()).isEmpty();
        assertThat(client.get("/sim/faults").toString())
                .contains("lose-frames", "\"connections\":\"oldest\"", "\"feed\":\"market\"");
        bad.close();
        await().until(() -> client.get("/sim/faults").isEmpty());
    }

    @Test
    void tellsNothingOfSomeTokensAndEverythingOfTheOthers() throws Exception {
        fault("\"kind\":\"silent-tokens\",\"percent\":40,\"seed\":5");
        SimClient.Socket socket = subscribed();
        await().until(() -> socket.messages().size() > 400);

        Set<String> all = new TreeSet<>(tokens());
        Set<String> told = new TreeSet<>();
        socket.messages().forEach(text -> all.stream().filter(text::contains).forEach(told::add));
        assertThat(told).isNotEmpty().hasSizeLessThan(all.size());
        for (String text : socket.messages()) {
            assertThat(told).as("told from the first frame on or never").containsAll(mentioned(text, all));
        }
        client.post("/sim/fault", "{\"kind\":\"reset\",\"feed\":\"market\"}");
        await().until(() -> socket.messages().stream()
                .flatMap(text -> mentioned(text, all).stream())
                .anyMatch(token -> !told.contains(token)));
    }

    @Test
    void stopsTellingOfATokenThatWasTold() throws Exception {
        SimClient.Socket socket = subscribed();
        await().until(() -> socket.messages().size() > 200);
        fault("\"kind\":\"silent-tokens\",\"percent\":100,\"connections\":\"oldest\"");
        int seen = settled(socket);
        socket.send("PING");
        await().until(() -> socket.messages().contains("PONG"));
        assertThat(socket.messages()).hasSize(seen + 1);
    }

    @Test
    void closesOnASlowReaderWithTheVenuesCode() throws Exception {
        SimClient.Socket socket = subscribed();
        await().until(() -> socket.messages().size() > 10);
        fault("\"kind\":\"drop-sockets\",\"slow\":true");
        await().until(socket::closed);
    }

    private static Set<String> mentioned(String text, Set<String> tokens) {
        return tokens.stream().filter(text::contains).collect(Collectors.toSet());
    }

    private List<String> tokens() throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        client.get("/sim/truth/books")
                .get("books")
                .forEach(book -> tokens.add(book.get("tokenId").asString()));
        return tokens;
    }

    @Test
    void livesOnHalfDeadAndDoesNotMakeUpForIt() throws Exception {
        SimClient.Socket good = subscribed();
        SimClient.Socket bad = subscribed();
        await().until(() -> bad.messages().size() > 100);
        fault("\"kind\":\"silent-sockets\",\"connections\":\"newest\",\"millis\":1500");
        int seen = settled(bad);
        int others = good.messages().size();

        bad.send("PING");
        await().until(() -> bad.messages().contains("PONG"));
        await().until(() -> good.messages().size() > others + 200);
        assertThat(bad.messages()).hasSize(seen + 1);

        await().until(() -> bad.messages().size() > seen + 20);
        assertThat(books(bad).disagreements()).isNotEmpty();
        assertThat(bad.closed()).isFalse();
        assertThat(client.get("/sim/faults").isEmpty()).isTrue();
    }

    @Test
    void doublesReordersAndMixesGarbageIn() throws Exception {
        fault("\"kind\":\"duplicate-frames\",\"percent\":30");
        fault("\"kind\":\"reorder-frames\",\"percent\":30");
        fault("\"kind\":\"garbage-frames\",\"percent\":30");
        assertThat(client.get("/sim/faults").size()).isEqualTo(3);

        SimClient.Socket bad = subscribed();
        await().until(() -> bad.messages().size() > 500);

        List<String> messages = bad.messages();
        assertThat(messages.stream().distinct().count()).isLessThan(messages.size());
        assertThat(messages.stream()
                        .filter(text -> SimClient.Socket.parsed(text).isEmpty()))
                .isNotEmpty();
    }

    @Test
    void stallsOneConnectionAndDeliversEverythingAfterwards() throws Exception {
        SimClient.Socket bad = subscribed();
        SimClient.Socket good = subscribed();
        await().until(() -> bad.messages().size() > 100 && good.messages().size() > 100);
        fault("\"kind\":\"stall\",\"connections\":\"oldest\",\"millis\":60000");
        int seen = settled(bad);
        int others = good.messages().size();
        bad.send("PING");
        await().until(() -> good.messages().size() > others + 200);
        assertThat(bad.messages()).hasSize(seen);
        assertThat(client.get("/sim/faults").get(0).get("connections").asString())
                .isEqualTo("oldest");

        client.post("/sim/fault", "{\"kind\":\"reset\",\"feed\":\"market\"}");

        await().until(() -> bad.messages().contains("PONG") && bad.messages().size() > seen + 200);
        assertThat(books(bad).disagreements()).isEmpty();
    }

    @Test
    void cutsOneConnection() throws Exception {
        SimClient.Socket oldest = subscribed();
        SimClient.Socket middle = subscribed();
        SimClient.Socket newest = subscribed();

        fault("\"kind\":\"drop-sockets\",\"connections\":\"newest\"");
        await().until(newest::closed);
        fault("\"kind\":\"drop-sockets\",\"connections\":\"oldest\"");
        await().until(oldest::closed);

        assertThat(middle.closed()).isFalse();
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        for (String fields : List.of(
                "\"kind\":\"silent-sockets\",\"feed\":\"market\",\"connections\":\"newest\"",
                "\"kind\":\"stall\",\"feed\":\"market\",\"connections\":\"third\"",
                "\"kind\":\"lose-frames\",\"feed\":\"gamma\"",
                "\"kind\":\"lose-frames\",\"feed\":\"market\",\"percent\":101")) {
            assertThat(client.send("POST", "/sim/fault", "{" + fields + "}").statusCode())
                    .as(fields)
                    .isEqualTo(400);
        }
        assertThat(client.get("/sim/faults").isEmpty()).isTrue();
    }

    /** How many messages a connection has when it is silent: what was sent before has arrived. */
    private static int settled(SimClient.Socket socket) {
        AtomicInteger seen = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(150))
                .until(() -> seen.getAndSet(socket.messages().size())
                        == socket.messages().size());
        return seen.get();
    }

    private SimClient.Socket subscribed() throws IOException, InterruptedException {
        List<String> tokens = tokens();
        SimClient.Socket socket = client.open("/ws/market");
        sockets.add(socket);
        socket.send("{\"type\":\"market\",\"assets_ids\":[\"%s\"]}".formatted(String.join("\",\"", tokens)));
        return socket;
    }

    private void fault(String fields) throws IOException, InterruptedException {
        JsonNode answer = client.post("/sim/fault", "{\"feed\":\"market\"," + fields + "}");
        assertThat(answer.path("applied").asBoolean(false))
                .as(answer.toString())
                .isTrue();
    }

    private static LocalBooks books(SimClient.Socket socket) {
        LocalBooks books = new LocalBooks();
        socket.messages().forEach(books::apply);
        return books;
    }
}
