package io.slipstream.launcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that the launcher started. Its output goes straight into its log file, with no thread or pipe of the
 * launcher between: it neither blocks nor dies when the launcher does.
 *
 * <p>Where the system has {@code setsid} the child gets a session of its own, because a terminal sends Ctrl-C to every
 * process of the launcher's group and all would stop at once instead of in order.
 */
public final class ChildProcess implements Part {

    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Program program;
    private final Process process;

    /** What to start. The environment is added to the launcher's own. */
    public record Program(String name, List<String> command, Map<String, String> environment, Path log, Path pidFile) {}

    private ChildProcess(Program program, Process process) {
        this.program = program;
        this.process = process;
    }

    /** Starts a program with a fresh log. */
    public static ChildProcess start(Program program) {
        try {
            Path log = LogFile.begin(program.log());
            ProcessBuilder builder = new ProcessBuilder(detached(program.command()))
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(program.environment());
            ChildProcess child = new ChildProcess(program, builder.start());
            PidFile.write(program.pidFile(), child.process.toHandle());
            return child;
        } catch (IOException e) {
            throw LaunchFailure.didNotRun("%s could not be started: %s".formatted(program.name(), e.getMessage()));
        }
    }

    /**
     * Stops what an earlier launcher left running under this pid file, when there is such a process.
     *
     * @return the process id that was stopped
     */
    public static Optional<Long> stopLeftOver(Path pidFile, Duration patience, StopSignal stop) {
        Optional<ProcessHandle> leftOver = PidFile.runningProcess(pidFile);
        leftOver.ifPresent(process -> stop(process, patience, stop));
        return leftOver.map(ProcessHandle::pid);
    }

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public Path log() {
        return program.log();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** The exit code of a child that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    @Override
    public Ending stop(Duration patience, StopSignal stop) {
        Ending ending = stop(process.toHandle(), patience, stop);
        try {
            process.waitFor(KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Files.deleteIfExists(program.pidFile());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // a pid file that stays names a process that is gone: the next start sees that
        }
        return ending;
    }

    private static Ending stop(ProcessHandle process, Duration patience, StopSignal stop) {
        if (!process.isAlive()) {
            return Ending.GONE;
        }
        process.destroy();
        if (endsWithin(process, patience, stop)) {
            return Ending.STOPPED;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        endsWithin(process, KILL_PATIENCE, new StopSignal());
        return Ending.KILLED;
    }

    private static boolean endsWithin(ProcessHandle process, Duration patience, StopSignal stop) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() - deadline > 0 || stop.awaitHurry(POLL)) {
                return !process.isAlive();
            }
        }
        return true;
    }

    private static List<String> detached(List<String> command) {
        List<String> all = new ArrayList<>();
        for (String directory : List.of("/usr/bin", "/bin")) {
            Path setsid = Path.of(directory, "setsid");
            if (all.isEmpty() && Files.isExecutable(setsid)) {
                all.add(setsid.toString());
            }
        }
        all.addAll(command);
        return all;
    }
}
