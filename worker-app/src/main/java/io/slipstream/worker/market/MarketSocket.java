package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import io.slipstream.worker.feed.Deliveries;
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

/** One connection of the market socket with a share of the tokens (protocol reference 2): a line of the books. */
final class MarketSocket implements TextSocket.Listener, AutoCloseable {

    /** The venue wants a PING every ten seconds; its own clients give up thirty without an answer. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int line;
    private final JsonMapper json;
    private final FeedScheduler scheduler;
    private final Feed feed;
    private final Listener listener;
    private final Duration probeAfter;
    private final TextSocket socket;
    private final Set<TokenId> tokens = new LinkedHashSet<>();
    private FeedScheduler.@Nullable Task pings;
    private volatile long heardNanos = System.nanoTime();
    private long pingedNanos = System.nanoTime();

    /** What comes of a connection. */
    interface Listener {
        /** From now on the connection carries these tokens. */
        void onCarried(int line, List<TokenId> tokens);

        /** A frame of a connection. */
        void onFrame(String frame, MarketSocket socket);

        /** The connection is alive. */
        void onHeard(int line);

        /** The connection goes on without these tokens. */
        void onDropped(int line, List<TokenId> tokens);

        /** The connection is gone. */
        void onLost(int line, List<TokenId> tokens, String why);
    }

    /**
     * A connection that is made when it is needed.
     *
     * @param line its number
     * @param probeAfter silent for so long it is asked whether it is alive
     */
    MarketSocket(
            int line,
            URI url,
            OkHttpClient client,
            FeedScheduler scheduler,
            JsonMapper json,
            Feed feed,
            Duration probeAfter,
            Listener listener) {
        this.line = line;
        this.json = json;
        this.scheduler = scheduler;
        this.feed = feed;
        this.listener = listener;
        this.probeAfter = probeAfter;
        this.socket = new TextSocket(url, client, scheduler, feed, PATIENCE, Deliveries.alone(), this);
    }

    /** Connects if it has not been done. */
    void connectOnce() {
        synchronized (tokens) {
            if (pings != null) {
                return;
            }
            pings = scheduler.every(probeAfter.dividedBy(2), this::pingIfDue);
        }
        socket.connect();
    }

    int line() {
        return line;
    }

    Feed feed() {
        return feed;
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

    /** Carries more tokens, from now on or once it is connected. */
    void add(Collection<TokenId> more) {
        List<TokenId> fresh = new ArrayList<>();
        synchronized (tokens) {
            more.stream().filter(tokens::add).forEach(fresh::add);
            if (fresh.isEmpty() || !socket.isOpen()) {
                return;
            }
            // told before the venue is asked: what it pushes first is of use already
            listener.onCarried(line, fresh);
        }
        socket.send(frame("operation", "subscribe", fresh));
    }

    /** Carries these no more. */
    void remove(Collection<TokenId> gone) {
        synchronized (tokens) {
            tokens.removeAll(gone);
        }
        socket.send(frame("operation", "unsubscribe", gone));
        listener.onDropped(line, List.copyOf(gone));
    }

    /** An unsubscribe and a subscribe bring a fresh snapshot (protocol reference 2). */
    void renew(Collection<TokenId> some) {
        if (socket.isOpen()) {
            socket.send(frame("operation", "unsubscribe", some));
            listener.onCarried(line, List.copyOf(some));
            socket.send(frame("operation", "subscribe", some));
        }
    }

    /** Makes it anew. */
    void reconnect() {
        socket.reconnect("open, but a book that it keeps has changed and it told of nothing");
    }

    /** All that it carries, or will. */
    List<TokenId> tokens() {
        synchronized (tokens) {
            return List.copyOf(tokens);
        }
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
        List<TokenId> all;
        synchronized (tokens) {
            all = List.copyOf(tokens);
            listener.onCarried(line, all);
        }
        opened.send(frame("type", "market", all));
    }

    @Override
    public void onText(String text) {
        heardNanos = System.nanoTime();
        if (text.equals("PONG")) {
            feed.delivered();
            listener.onHeard(line);
        } else {
            socket.delivered();
            listener.onFrame(text, this);
        }
    }

    @Override
    public void onLost(String why) {
        listener.onLost(line, tokens(), why);
    }

    private void pingIfDue() {
        long now = System.nanoTime();
        long sinceHeard = now - heardNanos;
        long sincePing = now - pingedNanos;
        if (sincePing >= PING_INTERVAL.toNanos()
                || (sinceHeard >= probeAfter.toNanos() && sincePing >= probeAfter.toNanos())) {
            pingedNanos = now;
            socket.send("PING");
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
