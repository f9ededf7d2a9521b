package io.slipstream.launcher;

import io.slipstream.launcher.process.LaunchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where one launcher keeps what it makes: the database, the simulated market, logs and process ids. */
record Workspace(Path data) {

    /** The embedded database's files. */
    Path postgres() {
        return data.resolve("postgres");
    }

    /** The database server's unpacked binaries. */
    Path postgresBinaries() {
        return data.resolve("postgres-binaries");
    }

    /** The simulated market's state. */
    Path sim() {
        return data.resolve("sim");
    }

    /** What the worker records. */
    Path tape() {
        return data.resolve("tape");
    }

    /** The settings that the data was made with. */
    Path settings() {
        return data.resolve("demo.properties");
    }

    /** The dashboard's password. */
    Path dashboardPassword() {
        return data.resolve("dashboard-password");
    }

    /** The log of a part. */
    Path log(String part) {
        return data.resolve("log").resolve(part + ".log");
    }

    /** Where a part's process id is written down. */
    Path pid(String part) {
        return data.resolve("run").resolve(part + ".pid");
    }

    /** Deletes what earlier runs left, except the password, the binaries and the logs. */
    void beginAgain() {
        for (Path path : List.of(postgres(), sim(), tape(), settings())) {
            deleteTree(path);
        }
    }

    private static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw LaunchFailure.didNotRun("%s could not be deleted: %s".formatted(root, e.getMessage()));
        }
    }
}
