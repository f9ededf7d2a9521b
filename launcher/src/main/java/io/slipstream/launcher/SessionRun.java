package io.slipstream.launcher;

import io.slipstream.launcher.database.DatabaseAddress;
import io.slipstream.launcher.database.EmbeddedDatabase;
import io.slipstream.launcher.process.DataLock;
import io.slipstream.launcher.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at recorded sessions: those of the runs before and with their database, unless the environment or the arguments name
 * others.
 */
final class SessionRun {

    /** What it is asked for. */
    static final Set<String> COMMANDS = Set.of("replay", "latency-curve");

    private static final List<String> JVM_FLAGS = List.of("-Xmx2g", "-XX:+UseParallelGC");
    private static final Set<String> WITHOUT_A_DATABASE =
            Set.of("latency-curve", "--help", "-h", "--tape", "--latency", "--policy");
    private static final int USUAL_PORT = 15_432;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Console console;
    private final Workspace workspace;

    SessionRun(Console console) {
        this.console = console;
        this.workspace = new Workspace(console.repository().resolve("var").toAbsolutePath());
    }

    /** Runs a command; its exit code. */
    int run(List<String> words) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        if (isMissing("TAPE_DIR") && Files.isDirectory(workspace.tape())) {
            settings.put("TAPE_DIR", workspace.tape().toString());
        }
        boolean wantsDatabase = settings.containsKey("TAPE_DIR")
                && isMissing("SPRING_DATASOURCE_URL")
                && Files.isDirectory(workspace.postgres())
                && words.stream().noneMatch(word -> WITHOUT_A_DATABASE.contains(word.split("=", 2)[0]));
        return wantsDatabase ? withDatabase(words, settings) : run(words, settings);
    }

    private int withDatabase(List<String> words, Map<String, String> settings)
            throws IOException, InterruptedException {
        Optional<DatabaseAddress> running = EmbeddedDatabase.running(workspace.postgres());
        if (running.isPresent()) {
            settings.putAll(running.get().springSettings());
            return run(words, settings);
        }
        try (DataLock _ = DataLock.take(workspace.data())) {
            Path log = workspace.log("postgres");
            int port = new Ports()
                    .from("PostgreSQL", USUAL_PORT, "SPRING_DATASOURCE_URL")
                    .port();
            EmbeddedDatabase database =
                    EmbeddedDatabase.start(workspace.postgres(), workspace.postgresBinaries(), port, log);
            try {
                settings.putAll(database.address().springSettings());
                return run(words, settings);
            } finally {
                database.stop(STOP_PATIENCE, console.stop());
            }
        }
    }

    private int run(List<String> words, Map<String, String> settings) throws IOException, InterruptedException {
        return new ForegroundRun(console.programs(), console.stop()).run("worker-app", JVM_FLAGS, words, settings);
    }

    private boolean isMissing(String name) {
        return console.environment().getOrDefault(name, "").isBlank();
    }
}
