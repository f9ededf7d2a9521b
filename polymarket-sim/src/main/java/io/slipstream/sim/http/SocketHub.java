package io.slipstream.sim.http;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket clients of one feed. */
public final class SocketHub {

    private static final Logger LOG = LoggerFactory.getLogger(SocketHub.class);

    private final Feed feed;
    private final SocketService service;
    /** In the order of opening. */
    private final List<SocketClient> clients = new CopyOnWriteArrayList<>();

    private final Set<SocketClient> stalled = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    SocketHub(Feed feed, SocketService service) {
        this.feed = feed;
        this.service = service;
    }

    /** How many clients are connected. */
    public int size() {
        return clients.size();
    }

    /** The connections that are meant and open now, in the order of opening. */
    public List<SocketClient> select(Connections which) {
        List<SocketClient> open = List.copyOf(clients);
        if (open.isEmpty()) {
            return open;
        }
        return switch (which) {
            case ALL -> open;
            case OLDEST -> List.of(open.getFirst());
            case NEWEST -> List.of(open.getLast());
        };
    }

    /** Whether a connection is open. */
    public boolean has(SocketClient client) {
        return clients.contains(client);
    }

    /** Cuts connections; answers how many there were. */
    public int cut(Connections which) {
        List<SocketClient> meant = select(which);
        meant.forEach(SocketClient::cut);
        return meant.size();
    }

    /** Closes connections as those of slow readers; answers how many there were. */
    public int closeSlow(Connections which) {
        List<SocketClient> meant = select(which);
        meant.forEach(SocketClient::closeSlow);
        return meant.size();
    }

    /** Holds back all frames, of clients that connect later too, or lets them go on. */
    public synchronized void hold(boolean held) {
        silent = held;
        clients.forEach(client -> client.hold(held || stalled.contains(client)));
    }

    /** Holds back the frames of one client, or lets them go on unless all are held back. */
    public synchronized void hold(SocketClient client, boolean held) {
        if (held && has(client)) {
            stalled.add(client);
        } else {
            stalled.remove(client);
        }
        client.hold(silent || held);
    }

    /** The listener for one new connection. */
    Session.Listener.AutoDemanding connection() {
        return new Connection();
    }

    /** One connection's listener; public because Jetty calls it through a public class only. */
    public final class Connection implements Session.Listener.AutoDemanding {

        private @Nullable SocketClient client;

        private Connection() {}

        @Override
        public void onWebSocketOpen(Session session) {
            SocketClient opened = new SocketClient(new SessionTransport(session));
            client = opened;
            clients.add(opened);
            opened.hold(silent);
            opened.start("socket-" + feed.label());
        }

        @Override
        public void onWebSocketText(String message) {
            SocketClient known = client;
            if (known != null) {
                service.received(known, message);
            }
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            LOG.debug("socket error on {}", feed.label(), cause);
            leave();
        }

        @Override
        public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
            leave();
            callback.succeed();
        }

        private void leave() {
            SocketClient known = client;
            if (known != null && clients.remove(known)) {
                stalled.remove(known);
                known.cut();
                service.gone(known);
            }
        }
    }

    private record SessionTransport(Session session) implements SocketClient.Transport {

        @Override
        public CompletableFuture<?> send(String frame) {
            Callback.Completable sent = new Callback.Completable();
            session.sendText(frame, sent);
            return sent;
        }

        @Override
        public void disconnect() {
            session.disconnect();
        }

        @Override
        public void close(int status, String reason) {
            session.close(status, reason, Callback.NOOP);
        }
    }
}
