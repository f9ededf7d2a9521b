package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.TextSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One connection of the market socket with a share of the tokens (protocol reference 2). */
final class MarketSocket implements TextSocket.Listener, AutoCloseable {

    /** The venue answers a PING every ten seconds; its own clients give up after thirty. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JsonMapper json;
    private final FeedScheduler scheduler;
    private final Feed feed;
    private final Listener listener;
    private final TextSocket socket;
    private final Set<TokenId> tokens = new LinkedHashSet<>();
    private FeedScheduler.@Nullable Task pings;

    /** What comes of a connection. */
    interface Listener {
        /** Connected; these tokens were asked for. */
        void onConnected(List<TokenId> tokens);

        /** A frame of a connection that carries these tokens. */
        void onFrame(String frame, Feed feed, List<TokenId> tokens);

        /** The connection is gone: nothing is known of these tokens any more. */
        void onLost(List<TokenId> tokens, String why);
    }

    MarketSocket(URI url, OkHttpClient client, FeedScheduler scheduler, JsonMapper json, Feed feed, Listener listener) {
        this.json = json;
        this.scheduler = scheduler;
        this.feed = feed;
        this.listener = listener;
        this.socket = new TextSocket(url, client, scheduler, feed, PATIENCE, this);
    }

    /** Connects if it has not been done. */
    void connectOnce() {
        synchronized (tokens) {
            if (pings != null) {
                return;
            }
            pings = scheduler.every(PING_INTERVAL, () -> socket.send("PING"));
        }
        socket.connect();
    }

    int size() {
        synchronized (tokens) {
            return tokens.size();
        }
    }

    /** Whether updates of this connection's tokens arrive. */
    boolean isOpen() {
        return socket.isOpen();
    }

    /** The number of the present connection. */
    int connection() {
        return socket.connection();
    }

    void add(Collection<TokenId> more) {
        List<TokenId> fresh = new ArrayList<>();
        synchronized (tokens) {
            more.stream().filter(tokens::add).forEach(fresh::add);
        }
        if (!fresh.isEmpty() && socket.isOpen()) {
            socket.send(frame("operation", "subscribe", fresh));
        }
    }

    void remove(Collection<TokenId> gone) {
        synchronized (tokens) {
            tokens.removeAll(gone);
        }
        socket.send(frame("operation", "unsubscribe", gone));
    }

    @Override
    public void close() {
        synchronized (tokens) {
            if (pings != null) {
                pings.cancel();
            }
        }
        socket.close();
    }

    @Override
    public void onOpen(TextSocket opened) {
        List<TokenId> all = snapshot();
        opened.send(frame("type", "market", all));
        listener.onConnected(all);
    }

    @Override
    public void onText(String text) {
        feed.delivered();
        if (!text.equals("PONG")) {
            listener.onFrame(text, feed, snapshot());
        }
    }

    @Override
    public void onLost(String why) {
        listener.onLost(snapshot(), why);
    }

    private List<TokenId> snapshot() {
        synchronized (tokens) {
            return List.copyOf(tokens);
        }
    }

    private String frame(String key, String value, Collection<TokenId> ids) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put(key, value);
        frame.put("assets_ids", ids.stream().map(TokenId::toString).toList());
        frame.put("custom_feature_enabled", true);
        return json.writeValueAsString(frame);
    }
}
