package io.slipstream.worker.chain;

import io.slipstream.worker.feed.Endpoints;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.TextSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One node that pushes heads and logs. Heads come every other second, so that silence means a stalled node; they are the
 * content by which the connection is judged, since leaders may be quiet.
 */
final class PolygonSocket implements TextSocket.Listener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PolygonSocket.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int HEADS_REQUEST = 1;
    private static final int LOGS_REQUEST = 2;

    private final URI url;
    private final LogFilter filter;
    private final JsonMapper json;
    private final Feed feed;
    private final Listener listener;
    private final TextSocket socket;
    private volatile String logsSubscription = "";

    /** What the node says. */
    interface Listener {
        /** Subscribed: what came before was missed. */
        void onSubscribed();

        /** A log that passed the filter, or was taken back. */
        void onLog(JsonNode log);
    }

    PolygonSocket(
            URI url,
            LogFilter filter,
            OkHttpClient client,
            FeedScheduler scheduler,
            JsonMapper json,
            Feed feed,
            Listener listener) {
        this.url = url;
        this.filter = filter;
        this.json = json;
        this.feed = feed;
        this.listener = listener;
        this.socket = new TextSocket(url, client, scheduler, feed, PATIENCE, this);
    }

    void connect() {
        socket.connect();
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public void onOpen(TextSocket opened) {
        logsSubscription = "";
        subscribe(opened, HEADS_REQUEST, List.of("newHeads"));
        subscribe(opened, LOGS_REQUEST, List.of("logs", filter.toJson()));
    }

    @Override
    public void onLost(String why) {
        logsSubscription = "";
    }

    @Override
    public void onText(String text) {
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (JacksonException e) {
            feed.failed("sent something that is no JSON: " + e.getOriginalMessage());
            return;
        }
        if (message.path("method").asString("").equals("eth_subscription")) {
            JsonNode params = message.path("params");
            if (!logsSubscription.isEmpty()) {
                feed.delivered(); // heads alone would not tell that logs come
            }
            if (params.path("subscription").asString("").equals(logsSubscription)) {
                listener.onLog(params.path("result"));
            }
        } else if (message.path("error").isObject()) {
            log.warn("{} refused a subscription: {}", Endpoints.shown(url), message.path("error"));
            socket.reconnect("refused a subscription: " + message.path("error"));
        } else if (message.path("id").asInt(0) == LOGS_REQUEST) {
            logsSubscription = message.path("result").asString("");
            listener.onSubscribed();
        }
    }

    private void subscribe(TextSocket opened, int id, List<Object> params) {
        opened.send(json.writeValueAsString(
                Map.of("jsonrpc", "2.0", "id", id, "method", "eth_subscribe", "params", params)));
    }
}
