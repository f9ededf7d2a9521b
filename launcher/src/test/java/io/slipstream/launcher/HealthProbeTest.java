package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthProbeTest {

    private final AtomicReference<String> answer = new AtomicReference<>("");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final HttpServer server;

    HealthProbeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/actuator/health", exchange -> {
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void givesFeedsTimeAndThenSaysWhatIsDown() {
        HealthProbe probe = new HealthProbe(server.getAddress().getPort(), now::get);
        answer.set(
                "{\"status\":\"DOWN\",\"components\":{\"clob\":{\"status\":\"DOWN\",\"details\":{\"why\":\"cut\"}}}}");
        assertThat(probe.ask()).isEmpty();
        now.updateAndGet(instant -> instant.plusSeconds(19));
        assertThat(probe.ask()).isEmpty();
        now.updateAndGet(instant -> instant.plusSeconds(2));
        assertThat(probe.ask()).contains("DOWN: clob DOWN {\"why\":\"cut\"}");
    }

    @Test
    void saysAtOnceThatAllIsUp() {
        answer.set("{\"status\":\"UP\"}");
        assertThat(new HealthProbe(server.getAddress().getPort(), now::get).ask())
                .contains("UP");
    }

    @Test
    void saysNothingOfWhatIsNoHealth() {
        answer.set("hello");
        assertThat(new HealthProbe(server.getAddress().getPort(), now::get).ask())
                .isEmpty();
    }
}
