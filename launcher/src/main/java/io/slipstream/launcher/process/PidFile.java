package io.slipstream.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers on disk which process a part is, so that the next launcher can stop it when this one was killed. A process
 * id alone could have been given to a stranger since, so the time when the process was started stands beside it.
 */
public final class PidFile {

    private PidFile() {}

    /** Writes down a process that has just been started. */
    public static void write(Path file, ProcessHandle process) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, process.pid() + "\n" + startOf(process) + "\n");
    }

    /** The process that the file names, when it still runs and is the same one. */
    public static Optional<ProcessHandle> runningProcess(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startOf(process).equals(lines.get(1).trim()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
