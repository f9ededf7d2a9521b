package io.slipstream.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.core.chain.Address;
import io.slipstream.worker.feed.Deliveries;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.TestingFeeds;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that refuses a subscription. */
@Timeout(30)
class NodeSocketTest {

    private static final Address CONTRACT = new Address("0x" + "e1".repeat(20));
    private static final Address WALLET = new Address("0x" + "aa".repeat(20));
    private static final LogFilter FILLS = LogFilter.of(List.of(CONTRACT), Set.of("0xf1"), 2, List.of(WALLET));
    private static final LogFilter TAKERS = LogFilter.of(List.of(CONTRACT), Set.of("0xf1"), 3, List.of(CONTRACT))
            .optional();

    private final MockWebServer server = new MockWebServer();
    private final FeedScheduler scheduler = new FeedScheduler();
    private final JsonMapper json = new JsonMapper();
    private final NodeRecord record = new NodeRecord("ws one", NodeRecord.Transport.WS);
    private final DeliveryRace race = new DeliveryRace(System::nanoTime);
    private final Heard heard = new Heard();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What can be done without takes nothing away from what cannot. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pushesOnWhetherOrNotItTakesWhatIsOptional(boolean refusesTakers) {
        server.enqueue(node(refusesTakers ? TAKERS : null));
        try (NodeSocket socket = socket()) {
            socket.subscribe(List.of(FILLS, TAKERS));
            socket.connect();
            await().until(() -> heard.logs.contains("fills"));
            await().until(() -> heard.logs.contains("takers") != refusesTakers);
            assertThat(record.state()).isEqualTo(NodeRecord.State.LIVE);
            assertThat(heard.subscribed).hasValue(1);
            assertThat(heard.lost).hasValue(0);
            assertThat(server.getRequestCount()).isOne();
        }
    }

    @Test
    void isConnectedToAgainIfItRefusesWhatIsNeeded() {
        server.enqueue(node(FILLS));
        server.enqueue(node(null));
        try (NodeSocket socket = socket()) {
            socket.subscribe(List.of(FILLS, TAKERS));
            socket.connect();
            await().atMost(Duration.ofSeconds(20)).until(() -> heard.logs.contains("fills"));
            assertThat(heard.lost).hasValue(1);
        }
    }

    private NodeSocket socket() {
        return new NodeSocket(
                server.url("/key").uri(),
                TestingNodes.CHAIN,
                new OkHttpClient(),
                scheduler,
                json,
                TestingFeeds.feed(),
                record,
                race,
                Deliveries.alone(),
                InstantSource.system(),
                heard);
    }

    /** Takes every subscription but one, and pushes a log over each as soon as it is there. */
    private MockResponse node(@Nullable LogFilter refused) {
        return new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onMessage(WebSocket webSocket, String text) {
                        JsonNode request = json.readTree(text);
                        String method = request.path("method").asString();
                        String about = request.path("params").path(0).asString("");
                        if (method.equals("eth_chainId")) {
                            answer(webSocket, request, "\"result\":\"0x89\"");
                        } else if (about.equals("logs")) {
                            JsonNode filter = request.path("params").path(1);
                            String name = filter.path("topics").size() == 3 ? "fills" : "takers";
                            if (refused != null && filter.equals(json.valueToTree(refused.toJson()))) {
                                answer(webSocket, request, "\"error\":{\"code\":-32602,\"message\":\"too much\"}");
                            } else {
                                answer(webSocket, request, "\"result\":\"0x" + name + "\"");
                                boolean _ = webSocket.send("""
                                        {"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"0x%s","result":\
                                        {"address":"%s","topics":[],"data":"%s","removed":false}}}""".formatted(name, CONTRACT, name));
                            }
                        } else {
                            answer(webSocket, request, "\"result\":\"0xheads\"");
                        }
                    }

                    @Override
                    public void onClosing(WebSocket webSocket, int code, String reason) {
                        boolean _ = webSocket.close(code, reason);
                    }

                    @Override
                    public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {}
                })
                .build();
    }

    private static void answer(WebSocket socket, JsonNode request, String content) {
        boolean _ = socket.send("{\"jsonrpc\":\"2.0\",\"id\":%s,%s}".formatted(request.path("id"), content));
    }

    private static final class Heard implements NodeSocket.Listener {
        private final List<String> logs = new CopyOnWriteArrayList<>();
        private final AtomicInteger subscribed = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void onSubscribed() {
            subscribed.incrementAndGet();
        }

        @Override
        public void onLog(NodeRecord by, RawLog log) {
            logs.add(String.valueOf(log.data()));
        }

        @Override
        public void onHead(NodeRecord by, BlockHeader head) {}

        @Override
        public void onLost(NodeRecord by) {
            lost.incrementAndGet();
        }
    }
}
