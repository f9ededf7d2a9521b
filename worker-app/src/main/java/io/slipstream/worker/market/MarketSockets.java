package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.settings.MarketDataSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/** Spreads tokens over market sockets, opening another one where those there are have no room. */
final class MarketSockets implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final MarketDataSettings settings;
    private final OkHttpClient client;
    private final FeedScheduler scheduler;
    private final JsonMapper json;
    private final Feeds feeds;
    private final MarketSocket.Listener listener;
    private final Map<TokenId, MarketSocket> socketOf = new HashMap<>();
    private final List<MarketSocket> sockets = new ArrayList<>();
    private boolean closed;

    MarketSockets(
            MarketDataSettings settings,
            OkHttpClient client,
            FeedScheduler scheduler,
            JsonMapper json,
            Feeds feeds,
            MarketSocket.Listener listener) {
        this.settings = settings;
        this.client = client;
        this.scheduler = scheduler;
        this.json = json;
        this.feeds = feeds;
        this.listener = listener;
    }

    /** Subscribes tokens; tells those on a socket that is connected already, which no new connection will announce. */
    synchronized List<TokenId> add(Collection<TokenId> tokens) {
        List<TokenId> connected = new ArrayList<>();
        for (TokenId token : tokens) {
            if (closed || socketOf.containsKey(token)) {
                continue;
            }
            MarketSocket socket = socketWithRoom();
            socketOf.put(token, socket);
            if (socket.isOpen()) {
                connected.add(token);
            }
            socket.add(List.of(token));
        }
        sockets.stream().filter(socket -> socket.size() > 0).forEach(MarketSocket::connectOnce);
        return connected;
    }

    synchronized void remove(Collection<TokenId> tokens) {
        for (TokenId token : tokens) {
            MarketSocket socket = socketOf.remove(token);
            if (socket != null) {
                socket.remove(List.of(token));
            }
        }
    }

    /** An unsubscribe and a subscribe bring a fresh snapshot (protocol reference 2). */
    synchronized void resubscribe(Collection<TokenId> tokens) {
        for (TokenId token : tokens) {
            MarketSocket socket = socketOf.get(token);
            if (socket != null && socket.isOpen()) {
                socket.remove(List.of(token));
                socket.add(List.of(token));
            }
        }
    }

    /** Which connection keeps a token's book true now, none if it has no connection. */
    synchronized OptionalInt connectionOf(TokenId token) {
        MarketSocket socket = socketOf.get(token);
        return socket != null && socket.isOpen() ? OptionalInt.of(socket.connection()) : OptionalInt.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        sockets.forEach(MarketSocket::close);
    }

    private MarketSocket socketWithRoom() {
        for (MarketSocket socket : sockets) {
            if (socket.size() < settings.tokensPerSocket()) {
                return socket;
            }
        }
        MarketSocket socket = new MarketSocket(
                settings.socketUrl(),
                client,
                scheduler,
                json,
                feeds.register("market socket " + (sockets.size() + 1), PATIENCE),
                listener);
        sockets.add(socket);
        return socket;
    }
}
