package io.slipstream.worker.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** An empty database of its own, on the one real PostgreSQL of this JVM: a server for each test would cost more than the test. */
final class RigDatabase {

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String name = "rig" + MADE.incrementAndGet();

    RigDatabase() {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean _ = statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("the database of a test could not be made", e);
        }
    }

    DataSource source() {
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    int port() {
        return Server.POSTGRES.getPort();
    }

    /** What a worker's environment says of it. */
    Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL", Server.POSTGRES.getJdbcUrl("postgres", name),
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres");
    }

    private static final class Server {
        /** It ends with the JVM. */
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .setPGStartupWait(Duration.ofSeconds(30))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
