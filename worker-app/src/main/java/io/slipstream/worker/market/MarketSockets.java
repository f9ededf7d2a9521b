package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.settings.MarketDataSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spreads tokens over market sockets, opening another one where those there are have no room; and, on connections of their
 * own, those tokens again that have open orders.
 */
final class MarketSockets implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final MarketDataSettings settings;
    private final OkHttpClient client;
    private final FeedScheduler scheduler;
    private final JsonMapper json;
    private final Feeds feeds;
    private final MarketSocket.Listener listener;
    private final Shards main = new Shards("market socket");
    private final Shards hedge = new Shards("market hedge");
    private int lines;
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

    /** Subscribes tokens. */
    synchronized void add(Collection<TokenId> tokens) {
        main.add(tokens);
    }

    /** Subscribes tokens on another connection too. */
    synchronized void hedge(Collection<TokenId> tokens) {
        hedge.add(tokens.stream().filter(main.socketOf::containsKey).toList());
    }

    /** One connection is enough for these. */
    synchronized void unhedge(Collection<TokenId> tokens) {
        hedge.remove(tokens);
    }

    synchronized void remove(Collection<TokenId> tokens) {
        hedge.remove(tokens);
        main.remove(tokens);
    }

    /** Asks the connections for fresh snapshots. */
    synchronized void renew(Collection<TokenId> tokens) {
        main.renew(tokens);
        hedge.renew(tokens);
    }

    /** Subscribes a token anew at a connection, if that carries it. */
    synchronized void renew(TokenId token, int line) {
        for (Shards shards : List.of(main, hedge)) {
            if (shards.isOn(token, line)) {
                shards.renew(List.of(token));
            }
        }
    }

    /** Moves a token from a connection, if that carries it, to another one. */
    synchronized void move(TokenId token, int line) {
        for (Shards shards : List.of(main, hedge)) {
            if (shards.isOn(token, line)) {
                shards.move(token);
            }
        }
    }

    /** Makes a connection anew. */
    synchronized void reconnect(int line) {
        Stream.concat(main.sockets.stream(), hedge.sockets.stream())
                .filter(socket -> socket.line() == line)
                .forEach(MarketSocket::reconnect);
    }

    /** Whether a connection keeps the token's book true now. */
    synchronized boolean carries(TokenId token) {
        return main.carries(token) || hedge.carries(token);
    }

    @Override
    public synchronized void close() {
        closed = true;
        main.sockets.forEach(MarketSocket::close);
        hedge.sockets.forEach(MarketSocket::close);
    }

    /** Connections that share tokens among them, each token on one. */
    private final class Shards {

        private final String name;
        private final Map<TokenId, MarketSocket> socketOf = new LinkedHashMap<>();
        private final List<MarketSocket> sockets = new ArrayList<>();

        Shards(String name) {
            this.name = name;
        }

        void add(Collection<TokenId> tokens) {
            Map<MarketSocket, List<TokenId>> fresh = new LinkedHashMap<>();
            Map<MarketSocket, Integer> room = new LinkedHashMap<>();
            for (TokenId token : tokens) {
                if (!closed && !socketOf.containsKey(token)) {
                    MarketSocket socket = socketWithRoom(room);
                    room.merge(socket, -1, Integer::sum);
                    socketOf.put(token, socket);
                    fresh.computeIfAbsent(socket, _ -> new ArrayList<>()).add(token);
                }
            }
            fresh.forEach((socket, more) -> {
                socket.add(more);
                socket.connectOnce();
            });
        }

        void remove(Collection<TokenId> tokens) {
            bySocket(tokens).forEach(MarketSocket::remove);
            tokens.forEach(socketOf::remove);
        }

        void renew(Collection<TokenId> tokens) {
            bySocket(tokens).forEach(MarketSocket::renew);
        }

        boolean isOn(TokenId token, int line) {
            MarketSocket socket = socketOf.get(token);
            return socket != null && socket.line() == line;
        }

        void move(TokenId token) {
            MarketSocket from = socketOf.get(token);
            if (from == null || closed) {
                return;
            }
            Map<MarketSocket, Integer> room = new LinkedHashMap<>();
            room.put(from, 0);
            MarketSocket to = socketWithRoom(room);
            from.remove(List.of(token));
            socketOf.put(token, to);
            to.add(List.of(token));
            to.connectOnce();
        }

        boolean carries(TokenId token) {
            MarketSocket socket = socketOf.get(token);
            return socket != null && socket.isOpen();
        }

        private Map<MarketSocket, List<TokenId>> bySocket(Collection<TokenId> tokens) {
            Map<MarketSocket, List<TokenId>> groups = new LinkedHashMap<>();
            for (TokenId token : tokens) {
                MarketSocket socket = socketOf.get(token);
                if (socket != null) {
                    groups.computeIfAbsent(socket, _ -> new ArrayList<>()).add(token);
                }
            }
            return groups;
        }

        private MarketSocket socketWithRoom(Map<MarketSocket, Integer> room) {
            for (MarketSocket socket : sockets) {
                if (room.computeIfAbsent(socket, one -> settings.tokensPerSocket() - one.size()) > 0) {
                    return socket;
                }
            }
            MarketSocket socket = new MarketSocket(
                    ++lines,
                    settings.socketUrl(),
                    client,
                    scheduler,
                    json,
                    feeds.register(name + " " + (sockets.size() + 1), PATIENCE),
                    settings.probeAfter(),
                    listener);
            sockets.add(socket);
            room.put(socket, settings.tokensPerSocket());
            return socket;
        }
    }
}
