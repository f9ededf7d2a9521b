package io.slipstream.launcher.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Answers JSON on loopback. */
final class StandInServer {

    private final HttpServer server;

    StandInServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    StandInServer on(String path, Function<String, String> answer) {
        server.createContext(path, exchange -> reply(exchange, answer));
        return this;
    }

    void start() {
        server.start();
    }

    private static void reply(HttpExchange exchange, Function<String, String> answer) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        byte[] body = answer.apply(query == null ? "" : query).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
