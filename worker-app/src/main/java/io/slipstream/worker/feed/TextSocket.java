package io.slipstream.worker.feed;

import java.io.EOFException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket that stays: connects, reconnects with pauses that grow until something of use comes, and judges the connection
 * by its content. One that is silent for longer than the patience is dropped and made anew. While nothing else delivers the
 * same, no pause is above a second, also not one that began before. Frames over {@value #LARGEST_FRAME} characters end the
 * connection.
 */
public final class TextSocket implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TextSocket.class);
    private static final int LARGEST_FRAME = 16 << 20;
    private static final int NORMAL_CLOSURE = 1000;
    private static final int MESSAGE_TOO_BIG = 1009;

    private final URI url;
    private final UrlSecrets secrets;
    private final OkHttpClient client;
    private final FeedScheduler scheduler;
    private final Feed feed;
    private final Listener listener;
    private final Duration patience;
    private final Deliveries.Source deliveries;
    private final Waiting waiting;
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30), RandomGenerator.getDefault());
    private final Object lock = new Object();
    private @Nullable WebSocket socket;
    private FeedScheduler.@Nullable Task watchdog;
    private volatile int generation;
    private boolean open;
    private boolean closed;
    private volatile long lastFrameNanos = System.nanoTime();

    /** What happens on the socket. Calls of one connection come one after the other. */
    public interface Listener {
        /** Connected: say what is wanted. */
        void onOpen(TextSocket socket);

        /** A frame came. */
        void onText(String text);

        /** The connection is gone; another one is on its way. */
        void onLost(String why);
    }

    /**
     * Makes a socket; {@link #connect} opens it.
     *
     * @param patience the longest silence before the connection is given up
     * @param deliveries what this socket is among those that deliver the same
     */
    public TextSocket(
            URI url,
            OkHttpClient client,
            FeedScheduler scheduler,
            Feed feed,
            Duration patience,
            Deliveries.Source deliveries,
            Listener listener) {
        this.url = url;
        this.secrets = UrlSecrets.of(url);
        this.client = client;
        this.scheduler = scheduler;
        this.feed = feed;
        this.patience = patience;
        this.deliveries = deliveries;
        this.waiting = new Waiting(deliveries::othersDeliver, System::nanoTime);
        this.listener = listener;
    }

    /** Opens the connection. */
    public void connect() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            int mine = generation + 1;
            generation = mine;
            lastFrameNanos = System.nanoTime();
            socket = client.newWebSocket(
                    new Request.Builder().url(url.toString()).build(), new Connection(mine));
            watchdog = scheduler.after(patience, () -> watch(mine));
        }
    }

    /** Something of use came: it is told at once, and the next pause is the first again. */
    public void delivered() {
        feed.delivered();
        deliveries.delivered();
        backoff.reset();
    }

    /** Sends a frame; false if there is no connection, or its outgoing buffer is full (then the connection is dropped). */
    public boolean send(String text) {
        WebSocket current;
        synchronized (lock) {
            current = open ? socket : null;
        }
        return current != null && current.send(text);
    }

    /** Whether there is a connection. */
    public boolean isOpen() {
        synchronized (lock) {
            return open;
        }
    }

    /** The number of the present connection; another one after every reconnect. */
    public int connection() {
        return generation;
    }

    /** Gives the connection up and makes another, as after a fault. */
    public void reconnect(String why) {
        lost(generation, why);
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            generation += 1;
            open = false;
            if (watchdog != null) {
                watchdog.cancel();
            }
            if (socket != null && !socket.close(NORMAL_CLOSURE, "bye")) {
                socket.cancel();
            }
        }
    }

    private void watch(int mine) {
        long silentNanos = System.nanoTime() - lastFrameNanos;
        if (silentNanos >= patience.toNanos()) {
            lost(mine, "silent for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(silentNanos)));
            return;
        }
        synchronized (lock) {
            if (mine == generation) {
                watchdog = scheduler.after(patience.minusNanos(silentNanos).plusMillis(1), () -> watch(mine));
            }
        }
    }

    private void lost(int mine, String why) {
        boolean wasOpen;
        Duration pause;
        int next;
        synchronized (lock) {
            if (mine != generation || closed) {
                return;
            }
            next = mine + 1;
            generation = next;
            wasOpen = open;
            open = false;
            if (socket != null) {
                socket.cancel();
            }
            if (watchdog != null) {
                watchdog.cancel();
            }
            deliveries.lost();
            waiting.begin(backoff.pause());
            pause = waiting.whole();
        }
        feed.failed(why);
        log.warn("{}: {}; connecting again in {} ms", Endpoints.shown(url), why, pause.toMillis());
        if (wasOpen) {
            listener.onLost(why);
        }
        connectWhenDue(next);
    }

    private void connectWhenDue(int mine) {
        Duration left;
        synchronized (lock) {
            if (mine != generation || closed) {
                return;
            }
            left = waiting.left();
        }
        if (left.isZero()) {
            connect();
        } else {
            scheduler.after(left, () -> connectWhenDue(mine));
        }
    }

    private final class Connection extends WebSocketListener {
        private final int mine;

        Connection(int mine) {
            this.mine = mine;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            synchronized (lock) {
                if (mine != generation) {
                    webSocket.cancel();
                    return;
                }
                open = true;
            }
            listener.onOpen(TextSocket.this);
        }

        @Override
        public void onMessage(WebSocket webSocket, String sent) {
            String text = secrets.hidden(sent);
            feed.tape().frame(text);
            if (text.length() > LARGEST_FRAME) {
                webSocket.close(MESSAGE_TOO_BIG, "frame too large");
                lost(mine, "a frame of %d characters is too large".formatted(text.length()));
                return;
            }
            if (mine != generation) {
                return; // given up meanwhile: what it says comes too late
            }
            lastFrameNanos = System.nanoTime();
            listener.onText(text);
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            onMessage(webSocket, bytes.utf8());
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(NORMAL_CLOSURE, null);
            lost(mine, "closed by the server (%d %s)".formatted(code, secrets.hidden(reason)));
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
            lost(mine, failure instanceof EOFException ? "cut off" : secrets.hidden(failure.toString()));
        }
    }
}
