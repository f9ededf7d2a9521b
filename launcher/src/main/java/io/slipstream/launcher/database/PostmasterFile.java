package io.slipstream.launcher.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}, PostgreSQL's own note of the server that runs on a data directory. The server of a launcher
 * that was killed goes on running under it; after a crash the note may name a process that is gone, or one that has
 * nothing to do with PostgreSQL and was given the same number since.
 */
final class PostmasterFile {

    /** Behind the process, its directory and when it started. */
    private static final int PORT_LINE = 3;

    private final Path file;
    private final Path dataDirectory;

    PostmasterFile(Path dataDirectory) {
        this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
        this.file = this.dataDirectory.resolve("postmaster.pid");
    }

    /** The PostgreSQL server that runs on this data directory, and never any other process. */
    Optional<ProcessHandle> server() {
        return lines().filter(lines -> lines.size() >= 2 && isThisDirectory(lines.get(1)))
                .flatMap(lines -> process(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(this::isServerOfThisDirectory);
    }

    /** The port that the server of this data directory listens on. */
    Optional<Integer> port() {
        return server().isEmpty()
                ? Optional.empty()
                : lines().filter(lines -> lines.size() > PORT_LINE)
                        .map(lines -> Integer.valueOf(lines.get(PORT_LINE).trim()));
    }

    /** Removes the note when no server of this data directory runs; true when there was one to remove. */
    boolean removeIfStale() throws IOException {
        return server().isEmpty() && Files.deleteIfExists(file);
    }

    private Optional<List<String>> lines() {
        try {
            return Optional.of(Files.readAllLines(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isThisDirectory(String recorded) {
        try {
            return Files.isSameFile(Path.of(recorded.trim()), dataDirectory);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<ProcessHandle> process(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isServerOfThisDirectory(ProcessHandle process) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (Files.isReadable(commandLine)) {
            try {
                List<String> words = List.of(
                        Files.readString(commandLine, StandardCharsets.UTF_8).split("\0", -1));
                return words.getFirst().endsWith("postgres")
                        && words.stream().anyMatch(word -> word.startsWith("/") && isThisDirectory(word));
            } catch (IOException e) {
                return false;
            }
        }
        return process.info()
                .command()
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }
}
