package io.slipstream.benchmarks.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that pushes, on a port of its own on loopback. Who subscribes is told apart by the path it connects to. */
public final class PushingNode implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PushingNode.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ServerSocket server;
    private final Map<String, Subscriber> subscribers = new ConcurrentHashMap<>();

    private PushingNode(ServerSocket server) {
        this.server = server;
    }

    /** Opens a port. */
    public static PushingNode open() throws IOException {
        PushingNode node = new PushingNode(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().name("node-accept").daemon().start(node::accept);
        return node;
    }

    /** The address for a subscriber of this name. */
    public String url(String name) {
        return "ws://127.0.0.1:%d/%s".formatted(server.getLocalPort(), name);
    }

    /**
     * The subscriber of this name, once it has asked for logs.
     *
     * @throws IllegalStateException if it does not within a minute
     */
    public Subscriber await(String name) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            Subscriber subscriber = subscribers.get(name);
            if (subscriber != null && subscriber.wantsLogs()) {
                return subscriber;
            }
            LockSupport.parkNanos(GLANCE_NANOS);
        }
        throw new IllegalStateException(name + " has not subscribed");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Subscriber subscriber : subscribers.values()) {
            subscriber.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().name("node-read").daemon().start(() -> serve(socket));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                log.warn("a connection failed: {}", e.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Subscriber subscriber = Subscriber.greet(socket);
            subscribers.put(subscriber.name(), subscriber);
            subscriber.serve();
        } catch (IOException e) {
            log.debug("a subscriber is gone: {}", e.getMessage());
        }
    }
}
