package io.slipstream.launcher.database;

import io.slipstream.launcher.process.LaunchFailure;
import io.slipstream.launcher.process.LogFile;
import io.slipstream.launcher.process.Part;
import io.slipstream.launcher.process.StopSignal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on loopback whose data directory is kept between runs. The binaries come out of a Maven artifact,
 * and run as root too. Whoever can reach the loopback address of this machine can log in: it is for trying things out.
 */
public final class EmbeddedDatabase implements Part {

    private static final String DATABASE = "slipstream";
    private static final String USER = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEFT_OVER_PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int START_TRIES = 3;

    private final EmbeddedPostgres postgres;
    private final PostmasterFile postmaster;
    private final Path log;
    private final DatabaseAddress address;

    private EmbeddedDatabase(EmbeddedPostgres postgres, PostmasterFile postmaster, Path log) {
        this.postgres = postgres;
        this.postmaster = postmaster;
        this.log = log;
        this.address = addressAt(postgres.getPort());
    }

    private static DatabaseAddress addressAt(int port) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE), USER, USER);
    }

    /**
     * Stops the server that a killed launcher left on a data directory, when there is one.
     *
     * @return its process id
     */
    public static Optional<Long> stopLeftOver(Path dataDirectory, StopSignal stop) {
        Optional<ProcessHandle> server = new PostmasterFile(dataDirectory).server();
        server.ifPresent(process -> {
            // SIGTERM would wait for the sessions of other left-overs; SIGINT is PostgreSQL's fast shutdown
            signal(process, "INT");
            if (!endsWithin(process, LEFT_OVER_PATIENCE, stop)) {
                kill(process);
            }
        });
        return server.map(ProcessHandle::pid);
    }

    /** The database of a server that runs on a data directory already. */
    public static Optional<DatabaseAddress> running(Path dataDirectory) {
        return new PostmasterFile(dataDirectory).port().map(EmbeddedDatabase::addressAt);
    }

    /** Starts the server on its data directory, making both directory and database when they are not there. */
    public static EmbeddedDatabase start(Path dataDirectory, Path binaries, int port, Path logFile) {
        PostmasterFile postmaster = new PostmasterFile(dataDirectory);
        try {
            if (Files.exists(dataDirectory.resolve("postgresql.conf"))
                    && !Files.exists(dataDirectory.resolve("global/pg_control"))) {
                throw LaunchFailure.didNotRun(
                        "%s is half made: start once with --fresh to begin again".formatted(dataDirectory));
            }
            Path log = LogFile.begin(logFile);
            postmaster.removeIfStale();
            EmbeddedPostgres postgres = startServer(dataDirectory, binaries, port, log);
            EmbeddedDatabase database = new EmbeddedDatabase(postgres, postmaster, log);
            createDatabase(postgres);
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            String tail = String.join("\n    ", LogFile.tail(logFile, 25));
            throw LaunchFailure.didNotRun("PostgreSQL did not start on port %d with %s: %s. The end of %s:\n    %s"
                    .formatted(port, dataDirectory, e.getMessage(), logFile, tail));
        }
    }

    /** Where the system finds the database. */
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public boolean isAlive() {
        return postmaster.server().isPresent();
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public Ending stop(Duration patience, StopSignal stop) {
        Optional<ProcessHandle> server = postmaster.server();
        // waits a few seconds by itself, so it runs beside the watch on the process
        CompletableFuture<Void> closing = CompletableFuture.runAsync(this::close);
        Ending ending = server.map(process -> {
                    if (endsWithin(process, patience, stop)) {
                        return Ending.STOPPED;
                    }
                    kill(process);
                    return Ending.KILLED;
                })
                .orElse(Ending.GONE);
        closing.completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
        return ending;
    }

    private void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            // whether the server is gone is judged by its process
        }
    }

    private static EmbeddedPostgres startServer(Path dataDirectory, Path binaries, int port, Path log)
            throws IOException {
        Files.createDirectories(binaries);
        IOException last = null;
        for (int attempt = 0; attempt < START_TRIES; attempt++) {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(dataDirectory)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(binaries.toFile())
                        .setRegisterShutdownHook(false)
                        .setPort(port)
                        .setPGStartupWait(START_PATIENCE.dividedBy(START_TRIES))
                        // the library's default is fast and loses data when the machine stops
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("timezone", "UTC")
                        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
            } catch (IOException e) {
                // the sessions of a server that was killed hold its shared memory for a moment longer
                last = chained(e, last);
                new PostmasterFile(dataDirectory).removeIfStale();
            }
        }
        throw last == null ? new IOException("not tried") : last;
    }

    private static IOException chained(IOException failure, @Nullable IOException earlier) {
        if (earlier != null) {
            failure.addSuppressed(earlier);
        }
        return failure;
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement known = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            known.setString(1, DATABASE);
            try (ResultSet rows = known.executeQuery()) {
                if (rows.next()) {
                    return;
                }
            }
            try (Statement create = connection.createStatement()) {
                create.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration patience, StopSignal stop) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (stop.isHurried() || System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                process.onExit().get(POLL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                // still there: look again
            }
        }
        return true;
    }

    /** SIGQUIT lets the server take its sessions with it; what does not heed that is killed. */
    private static void kill(ProcessHandle process) {
        signal(process, "QUIT");
        if (!endsWithin(process, Duration.ofSeconds(5), new StopSignal())) {
            process.destroyForcibly();
            endsWithin(process, Duration.ofSeconds(5), new StopSignal());
        }
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
