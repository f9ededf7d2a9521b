package io.slipstream.benchmarks.outage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When each block was there, by a node that has no faults. */
final class Blocks extends WebSocketListener implements AutoCloseable {

    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";

    private final JsonMapper json = new JsonMapper();
    private final Map<Long, Long> seenNanos = new ConcurrentHashMap<>();
    private final WebSocket socket;

    /** Watches from now on. */
    Blocks(OkHttpClient client, String url) {
        socket = client.newWebSocket(new Request.Builder().url(url).build(), this);
    }

    /** By number, when they were seen. */
    Map<Long, Long> seenNanos() {
        return Map.copyOf(seenNanos);
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        webSocket.send(SUBSCRIBE);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        JsonNode number = json.readTree(text).path("params").path("result").path("number");
        if (number.isString()) {
            seenNanos.putIfAbsent(Long.decode(number.asString()), System.nanoTime());
        }
    }

    @Override
    public void close() {
        socket.cancel();
    }
}
