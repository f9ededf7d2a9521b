package io.slipstream.sim;

import io.slipstream.sim.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of a running simulator over real HTTP and sockets. */
final class SimClient implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port;

    SimClient(int port) {
        this.port = port;
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.read(send("GET", path, "").body());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return Json.read(send("POST", path, body).body());
    }

    JsonNode rpc(String method, String params) throws IOException, InterruptedException {
        return post("/rpc", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params))
                .required("result");
    }

    /** The whole answer of one node. */
    JsonNode call(int node, String method, String params) throws IOException, InterruptedException {
        return post(
                "/rpc/" + node,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params));
    }

    /** A socket at one node that is subscribed to heads and to the fills of all leaders. */
    Socket follow(int node) throws IOException, InterruptedException {
        List<String> topics = new ArrayList<>();
        get("/sim/leaders")
                .forEach(leader -> topics.add("\"0x" + "0".repeat(24)
                        + leader.get("address").asString().substring(2) + "\""));
        JsonNode status = get("/sim/status");
        Socket socket = open("/rpc/" + node);
        socket.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}");
        socket.send(
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_subscribe\",\"params\":[\"logs\",{\"address\":[%s,%s,%s],\"topics\":[\"0xd543adfd945773f1a62f74f0ee55a5e3b9b1a28262980ba90b1a89f2ea84d8ee\",null,%s]}]}"
                        .formatted(
                                status.get("exchange"),
                                status.get("negRiskExchange"),
                                status.get("exchangeV3"),
                                topics));
        return socket;
    }

    long head() throws IOException, InterruptedException {
        return get("/sim/status").get("head").asLong();
    }

    Socket open(String path) {
        Socket socket = new Socket();
        socket.connection = http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), socket)
                .join();
        return socket;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** A socket that keeps every message. */
    static final class Socket implements WebSocket.Listener {

        private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
        private final StringBuilder partial = new StringBuilder();
        private volatile boolean closed;
        private @Nullable WebSocket connection;

        void send(String text) {
            connected().sendText(text, true).join();
        }

        List<String> messages() {
            synchronized (messages) {
                return List.copyOf(messages);
            }
        }

        /** What was pushed as a log or as a head, leaving out what is no such thing. */
        List<JsonNode> pushed(boolean logs) {
            return messages().stream()
                    .flatMap(message -> parsed(message).stream())
                    .map(message -> message.path("params").path("result"))
                    .filter(result -> result.has(logs ? "logIndex" : "parentHash"))
                    .toList();
        }

        /** The message as JSON, if it is. */
        static Optional<JsonNode> parsed(String message) {
            try {
                return Optional.of(Json.read(message));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        boolean closed() {
            return closed;
        }

        void close() {
            connected().abort();
        }

        private WebSocket connected() {
            return Objects.requireNonNull(connection);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed = true;
        }
    }
}
