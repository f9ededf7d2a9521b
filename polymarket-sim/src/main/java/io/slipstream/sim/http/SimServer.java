package io.slipstream.sim.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one port: HTTP requests go to the routes, sockets to the hub of their feed. */
public final class SimServer implements AutoCloseable {

    /** Largest request body and largest socket message, in bytes. */
    public static final int LARGEST_MESSAGE = 4 * 1024 * 1024;

    /** Largest request line with its headers, in bytes: some hundred token ids. */
    private static final int LARGEST_HEADER = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SimServer.class);
    private static final Duration SOCKET_IDLE = Duration.ofMinutes(2);

    private final Server server;
    private final ServerConnector connector;

    private SimServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Opens the port.
     *
     * @param host address to listen on
     * @param port port to listen on; 0 for any
     * @param routes who answers requests
     * @param interference what stands before them
     * @param sockets the hub behind each socket path
     * @throws IllegalStateException when the port cannot be opened
     */
    public static SimServer open(
            String host, int port, Routes routes, Interference interference, Map<String, SocketHub> sockets) {
        QueuedThreadPool threads = new QueuedThreadPool(24, 4);
        threads.setName("sim-http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(LARGEST_HEADER);
        ServerConnector connector = new ServerConnector(server, 1, 2, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        WebSocketUpgradeHandler upgrades = WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxTextMessageSize(LARGEST_MESSAGE);
            container.setIdleTimeout(SOCKET_IDLE);
            sockets.forEach(
                    (path, hub) -> container.addMapping(path, (request, response, callback) -> hub.connection()));
        });
        upgrades.setHandler(new Requests(routes, interference));
        server.setHandler(new Door(upgrades, interference));
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw new IllegalStateException(
                    "cannot listen on " + host + ":" + port + " (" + e.getMessage() + "): choose another port", e);
        }
        return new SimServer(server, connector);
    }

    /** A hub for the sockets of a feed. */
    public static SocketHub hub(Feed feed, SocketService service) {
        return new SocketHub(feed, service);
    }

    /** The port that is open. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the HTTP server did not stop cleanly", e);
        }
    }

    /** Turns sockets away before they are opened. */
    private static final class Door extends Handler.Wrapper {

        private final Interference interference;

        Door(Handler inside, Interference interference) {
            super(inside);
            this.interference = interference;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            boolean socket = request.getHeaders().contains(HttpHeader.UPGRADE);
            if (socket && interference.refusesSockets(Feed.ofPath(Request.getPathInContext(request)))) {
                response.setStatus(503);
                response.write(true, ByteBuffer.allocate(0), callback);
                return true;
            }
            return super.handle(request, response, callback);
        }
    }

    private static final class Requests extends Handler.Abstract {

        private final Routes routes;
        private final Interference interference;

        Requests(Routes routes, Interference interference) {
            this.routes = routes;
            this.interference = interference;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            HttpAnswer answer = answer(request);
            response.setStatus(answer.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
            response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }

        private HttpAnswer answer(Request request) {
            String path = Request.getPathInContext(request);
            Feed feed = Feed.ofPath(path);
            try {
                String body = body(request);
                interference.pause(feed);
                Optional<HttpAnswer> replaced = interference.replacement(feed, body);
                return replaced.isPresent()
                        ? replaced.get()
                        : routes.answer(new HttpRequest(request.getMethod(), path, query(request), Map.of(), body));
            } catch (BadRequestException e) {
                return HttpAnswer.error(e.status(), e.text());
            } catch (RuntimeException e) {
                LOG.error("no answer to {} {}", request.getMethod(), path, e);
                return HttpAnswer.error(500, "the simulator failed: " + e);
            }
        }

        private static Map<String, List<String>> query(Request request) {
            Map<String, List<String>> query = new HashMap<>();
            for (Fields.Field field : Request.extractQueryParameters(request)) {
                query.put(field.getName(), List.copyOf(field.getValues()));
            }
            return query;
        }

        private static String body(Request request) {
            try (InputStream in = Content.Source.asInputStream(request)) {
                byte[] bytes = in.readNBytes(LARGEST_MESSAGE + 1);
                if (bytes.length > LARGEST_MESSAGE) {
                    throw new BadRequestException(413, "the body is larger than " + LARGEST_MESSAGE + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
