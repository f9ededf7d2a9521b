package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.SimConfig;
import io.slipstream.worker.tape.TapeCursor;
import io.slipstream.worker.tape.TapeEntry;
import io.slipstream.worker.tape.TapeReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Keys stand in the addresses of nodes and of the database, and providers repeat them in whatever they say. None of them
 * comes out anywhere: not in the log, a table, health, metrics or a tape.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {

    private static final String MARK = "MarkedKey0";
    private static final Duration LONG = Duration.ofMinutes(1);
    /** The stand-in's own log of what it is asked is none of the worker's. */
    private static final Logger STAND_IN = Logger.getLogger(MockWebServer.class.getName());

    @TempDir
    private Path tape = Path.of("");

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void showsNoKeyAnywhere(CapturedOutput output) throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(5));
                MockWebServer provider = provider()) {
            String said = "127.0.0.1:" + provider.getPort() + "/v2/" + MARK + "provider";
            Map<String, String> environment = rig.environment();
            environment.computeIfPresent(
                    "POLYGON_HTTP_URL",
                    (_, url) -> url + "?apikey=" + MARK + "query,http://user:" + MARK + "password@" + said);
            environment.computeIfPresent("POLYGON_WS_URL", (_, url) -> url + "?apikey=" + MARK + "query,ws://" + said);
            environment.computeIfPresent("SPRING_DATASOURCE_URL", (_, url) -> url + "&password=" + MARK + "database");
            environment.put("TAPE_DIR", tape.toString());
            List<String> pages = new ArrayList<>();
            try (ConfigurableApplicationContext worker = rig.worker(environment)) {
                await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM leader_fill") > 20);
                await().atMost(LONG).until(() -> provider.getRequestCount() > 6);
                String port = worker.getEnvironment().getProperty("local.server.port", "");
                for (String page : List.of("health", "prometheus", "metrics", "info")) {
                    pages.add(page(port, page));
                }
            }
            assertThat(pages).allSatisfy(page -> assertThat(page).isNotEmpty().doesNotContain(MARK));
            assertThat(output.getAll())
                    .contains("127.0.0.1:" + provider.getPort())
                    .doesNotContain(MARK);
            assertThat(tablesThatName(rig)).isEmpty();
            assertThat(framesThatName(tape)).as("frames").isEmpty();
            assertThat(framesThatName(tape.resolve("engine"))).as("events").isEmpty();
        }
    }

    /** A provider that repeats the address by which it was asked, in every way there is. */
    private static MockWebServer provider() throws IOException {
        STAND_IN.setLevel(Level.OFF);
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            private int asked;

            @Override
            public synchronized MockResponse dispatch(RecordedRequest request) {
                String said = "no plan for " + request.getUrl() + " of " + request.getHeaders();
                if (request.getHeaders().get("Upgrade") != null) {
                    return ++asked % 2 == 0
                            ? new MockResponse.Builder().code(403).body(said).build()
                            : new MockResponse.Builder()
                                    .webSocketUpgrade(closing(said))
                                    .build();
                }
                MockResponse.Builder answer = new MockResponse.Builder();
                return switch (++asked % 3) {
                    case 0 -> answer.code(401).body(said).build();
                    case 1 ->
                        answer.code(429)
                                .addHeader("Retry-After", said.replace('\n', ' '))
                                .body(said)
                                .build();
                    default ->
                        answer.body("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\""
                                        + said.replace("\n", " ") + "\"}}")
                                .build();
                };
            }
        });
        server.start();
        return server;
    }

    private static WebSocketListener closing(String said) {
        return new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                socket.send(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"message\":\"" + said.replace("\n", " ") + "\"}}");
                socket.close(
                        1008, said.substring(0, Math.min(100, said.length())).replace('\n', ' '));
            }
        };
    }

    private static List<String> tablesThatName(Rig rig) {
        List<String> tables = rig.ledger().jdbc().queryForList("""
                SELECT c.relname::TEXT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition""", String.class);
        assertThat(tables).contains("feed_health", "node_status", "leader_fill");
        return tables.stream()
                .filter(table -> rig.ledger()
                                .count("SELECT count(*) FROM %s t WHERE t::TEXT LIKE '%%%s%%'".formatted(table, MARK))
                        > 0)
                .toList();
    }

    private static List<String> framesThatName(Path directory) throws IOException {
        List<String> named = new ArrayList<>();
        int frames = 0;
        try (TapeCursor cursor = TapeReader.open(directory).stream()) {
            for (TapeEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                if (entry instanceof TapeEntry.Frame frame) {
                    frames++;
                    if ((frame.feed() + frame.about() + frame.text()).contains(MARK)) {
                        named.add(frame.feed() + ": " + frame.text());
                    }
                }
            }
        }
        assertThat(frames).isPositive();
        return named;
    }

    private static String page(String port, String name) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + name))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
