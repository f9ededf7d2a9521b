package io.slipstream.worker.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A door on loopback in front of a server: shut, nothing passes and nobody gets in. */
final class TcpGate implements AutoCloseable {

    private final int port;
    private volatile int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;

    /** A shut gate on a free port of its own. */
    TcpGate() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Lets connections through to a server on this machine. */
    void open(int targetPort) throws IOException {
        target = targetPort;
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = listening;
        Thread.ofVirtual().start(() -> accept(listening));
    }

    /** Cuts every connection and refuses new ones. */
    void shut() {
        ServerSocket listening = server;
        if (listening != null) {
            closeQuietly(listening);
        }
        sockets.forEach(TcpGate::closeQuietly);
        sockets.clear();
    }

    @Override
    public void close() {
        shut();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket outside = listening.accept();
                Socket inside = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(outside);
                sockets.add(inside);
                pump(outside, inside);
                pump(inside, outside);
            } catch (IOException e) {
                // shut, or the server behind is gone: the client sees a connection that ends
            }
        }
    }

    private void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException e) {
                // one end is gone: the other follows below
            } finally {
                closeQuietly(from);
                closeQuietly(to);
            }
        });
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // it is closed as far as it can be
        }
    }
}
