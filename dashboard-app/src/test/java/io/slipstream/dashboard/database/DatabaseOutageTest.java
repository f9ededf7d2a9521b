package io.slipstream.dashboard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.slipstream.dashboard.fixture.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The dashboard starts without a database, waits for the schema, survives the loss, and comes back by itself. */
@SpringBootTest
@AutoConfigureMockMvc
@DirtiesContext
@Timeout(180)
class DatabaseOutageTest {

    private static final int PORT = freePort();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path data;

    private final MockMvcTester mvc;

    @Autowired
    DatabaseOutageTest(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:postgresql://127.0.0.1:" + PORT + "/postgres");
        properties.add("spring.datasource.username", () -> "postgres");
        // every page that is asked for in vain waits this long, and there are many
        properties.add("spring.datasource.hikari.connection-timeout", () -> 500);
    }

    @Test
    void saysWhatIsMissingAndGoesOnWhenItIsThere() throws IOException {
        showsOutage("Database not reachable");

        try (EmbeddedPostgres postgres = start()) {
            await().atMost(PATIENCE).untilAsserted(() -> showsOutage("Waiting for the worker to create the schema"));
            TestDatabase.migrate(postgres.getPostgresDatabase());
            await().atMost(PATIENCE).untilAsserted(this::showsFigures);
        }

        await().atMost(PATIENCE).untilAsserted(() -> showsOutage("Database not reachable"));

        try (EmbeddedPostgres _ = start()) {
            await().atMost(PATIENCE).untilAsserted(this::showsFigures);
        }
    }

    private void showsOutage(String headline) {
        assertThat(mvc.get().uri("/").with(user("ann")))
                .hasStatusOk()
                .bodyText()
                .contains(headline, "since", "retrying", "PAPER", "id=\"tiles\"");
        assertThat(mvc.get().uri("/live/overview").with(user("ann")))
                .hasStatus(503)
                .bodyText()
                .contains(headline)
                .doesNotContain("id=\"tiles\"");
        assertThat(mvc.get().uri("/live/equity").with(user("ann"))).hasStatus(503);
        assertThat(mvc.get().uri("/detection").with(user("ann")))
                .hasStatusOk()
                .bodyText()
                .contains(headline, "Not known now", "id=\"inventory\"");
        assertThat(mvc.get().uri("/live/detection").with(user("ann")))
                .hasStatus(503)
                .bodyText()
                .contains(headline)
                .doesNotContain("id=\"verdict\"");
        assertThat(mvc.get().uri("/books").with(user("ann")))
                .hasStatusOk()
                .bodyText()
                .contains(headline, "Not known now", "id=\"worst\"");
        assertThat(mvc.get().uri("/live/books").with(user("ann")))
                .hasStatus(503)
                .bodyText()
                .contains(headline)
                .doesNotContain("id=\"verdict\"");
        assertThat(mvc.get().uri("/login")).hasStatusOk();
        assertThat(mvc.get().uri("/actuator/health")).hasStatusOk();
    }

    private void showsFigures() {
        assertThat(mvc.get().uri("/live/overview").with(user("ann")))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"tiles\"")
                .doesNotContain("retrying");
        assertThat(mvc.get().uri("/live/equity").with(user("ann"))).hasStatusOk();
    }

    private static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(PORT)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
