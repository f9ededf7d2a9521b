package io.slipstream.launcher.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipstream.launcher.process.Part;
import io.slipstream.launcher.process.StopSignal;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class EmbeddedDatabaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path binaries;

    @TempDir
    Path directory;

    private final StopSignal stop = new StopSignal();

    @AfterEach
    void stopWhatIsLeft() {
        EmbeddedDatabase.stopLeftOver(data(), stop);
    }

    private Path data() {
        return directory.resolve("postgres");
    }

    private EmbeddedDatabase start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        return EmbeddedDatabase.start(
                data(), binaries, port, directory.resolve("log").resolve("postgres.log"));
    }

    private static void write(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.address().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = database.address().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private ProcessHandle server() {
        return new PostmasterFile(data()).server().orElseThrow();
    }

    @Test
    void goesOnWithTheSameDataAfterStopKillAndCrash() throws Exception {
        EmbeddedDatabase first = start();
        write(first, "CREATE TABLE kept (n INT)");
        write(first, "INSERT INTO kept VALUES (1)");
        assertThat(first.isAlive()).isTrue();
        assertThat(first.stop(PATIENCE, stop)).isEqualTo(Part.Ending.STOPPED);
        assertThat(first.isAlive()).isFalse();

        // a launcher that is killed leaves the server running
        EmbeddedDatabase second = start();
        assertThat(count(second)).isEqualTo(1);
        write(second, "INSERT INTO kept VALUES (2)");
        long leftOver = server().pid();
        assertThat(EmbeddedDatabase.stopLeftOver(data(), stop)).contains(leftOver);
        assertThat(second.stop(PATIENCE, stop)).isEqualTo(Part.Ending.GONE);

        // a server that is killed leaves its note behind
        EmbeddedDatabase third = start();
        write(third, "INSERT INTO kept VALUES (3)");
        ProcessHandle killed = server();
        killed.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !killed.isAlive());
        assertThat(data().resolve("postmaster.pid")).exists();
        assertThat(third.stop(PATIENCE, stop)).isEqualTo(Part.Ending.GONE);

        EmbeddedDatabase fourth = start();
        assertThat(count(fourth)).isEqualTo(3);
        assertThat(fourth.stop(PATIENCE, stop)).isEqualTo(Part.Ending.STOPPED);

        // since then the number in the note was given to somebody else
        Files.writeString(
                data().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data() + "\n1700000000\n15432\n\nlocalhost\n\nready\n");
        assertThat(EmbeddedDatabase.stopLeftOver(data(), stop)).isEmpty();
        EmbeddedDatabase fifth = start();
        assertThat(count(fifth)).isEqualTo(3);
        assertThat(fifth.stop(PATIENCE, stop)).isEqualTo(Part.Ending.STOPPED);
        assertThat(directory.resolve("log").resolve("postgres.log.1")).exists();
    }

    @Test
    void saysHowToGoOnFromADirectoryThatIsHalfMade() throws IOException {
        Files.createDirectories(data());
        Files.createFile(data().resolve("postgresql.conf"));
        assertThatThrownBy(this::start).hasMessageContaining("--fresh");
    }
}
