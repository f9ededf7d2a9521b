package io.slipstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two workers at one database. */
@Timeout(60)
class WorkerLockTest {

    private static EmbeddedPostgres postgres;

    private final WorkerLock first = new WorkerLock(() -> connect("first pid 1 on here"), false);
    private final WorkerLock second = new WorkerLock(() -> connect("second pid 2 on there"), false);

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @AfterEach
    void free() {
        first.close();
        second.close();
    }

    @Test
    void tellsTheSecondWorkerWhoTheFirstIs() throws SQLException {
        first.take();
        first.take();
        assertThatThrownBy(second::take)
                .isInstanceOf(DatabaseTakenException.class)
                .hasMessageContaining("first pid 1 on here")
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("since 20");
        assertThat(first.check()).isEqualTo(WorkerLock.Standing.HELD);
    }

    @Test
    void isFreeAsSoonAsTheFirstGivesItBack() throws SQLException {
        first.take();
        first.close();
        second.take();
        assertThat(second.check()).isEqualTo(WorkerLock.Standing.HELD);
    }

    @Test
    void isFreeAsSoonAsTheFirstIsGone() throws SQLException {
        first.take();
        cutOff("first");
        second.take();
        assertThat(first.check()).isEqualTo(WorkerLock.Standing.LOST);
    }

    @Test
    void isTakenBackWhenOnlyTheConnectionBroke() throws SQLException {
        first.take();
        cutOff("first");
        assertThat(first.check()).isEqualTo(WorkerLock.Standing.HELD);
        assertThatThrownBy(second::take).isInstanceOf(DatabaseTakenException.class);
    }

    @Test
    void isTakenBackFromAConnectionThatOnlyTheServerBelievesIn() throws SQLException {
        AtomicBoolean deaf = new AtomicBoolean();
        try (WorkerLock worker = new WorkerLock(() -> mayGoDeaf(connect("deaf pid 3"), deaf), false)) {
            worker.take();
            deaf.set(true);
            assertThat(worker.check()).isEqualTo(WorkerLock.Standing.HELD);
            assertThatThrownBy(second::take)
                    .isInstanceOf(DatabaseTakenException.class)
                    .hasMessageContaining("deaf pid 3");
        }
    }

    @Test
    void isUnknownWhileTheDatabaseIsAway() throws SQLException {
        AtomicBoolean away = new AtomicBoolean();
        try (WorkerLock worker = new WorkerLock(
                () -> {
                    if (away.get()) {
                        throw new SQLException("refused", "08001");
                    }
                    return connect("worker");
                },
                false)) {
            worker.take();
            away.set(true);
            cutOff("worker");
            assertThat(worker.check()).isEqualTo(WorkerLock.Standing.UNKNOWN);
            away.set(false);
            assertThat(worker.check()).isEqualTo(WorkerLock.Standing.HELD);
        }
    }

    @Test
    void isWaitedForWhereThatIsAskedFor() throws Exception {
        first.take();
        try (WorkerLock patient = new WorkerLock(() -> connect("patient"), true)) {
            CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> {
                try {
                    patient.take();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            first.close();
            taking.get(30, TimeUnit.SECONDS);
            assertThat(patient.check()).isEqualTo(WorkerLock.Standing.HELD);
        }
    }

    private static Connection connect(String applicationName) throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
        database.setUser("postgres");
        database.setApplicationName(applicationName);
        return database.getConnection();
    }

    private static void cutOff(String applicationName) {
        new JdbcTemplate(postgres.getPostgresDatabase())
                .query(
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE ? || '%'",
                        _ -> {}, applicationName);
    }

    /** A connection of which this side hears nothing more once it is deaf, while the server keeps it. */
    private static Connection mayGoDeaf(Connection connection, AtomicBoolean deaf) {
        boolean deafBefore = deaf.get();
        return (Connection) Proxy.newProxyInstance(
                WorkerLockTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (deaf.get() && !deafBefore) {
                        return switch (method.getName()) {
                            case "isValid" -> false;
                            case "close" -> null;
                            default -> throw new SQLException("broken", "08006");
                        };
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
