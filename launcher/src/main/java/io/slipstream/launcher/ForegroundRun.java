package io.slipstream.launcher;

import io.slipstream.launcher.process.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One program alone, in the foreground: its terminal is ours, its options are its own. */
final class ForegroundRun {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Programs programs;
    private final StopSignal stop;

    ForegroundRun(Programs programs, StopSignal stop) {
        this.programs = programs;
        this.stop = stop;
    }

    /** Runs a module until it ends by itself or is stopped; the exit code. */
    int run(String module, List<String> jvmFlags, List<String> arguments) throws IOException, InterruptedException {
        return run(module, jvmFlags, arguments, Map.of());
    }

    /** The same with some of its environment set. */
    int run(String module, List<String> jvmFlags, List<String> arguments, Map<String, String> settings)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(programs.command(module, jvmFlags, arguments)).inheritIO();
        builder.environment().putAll(settings);
        Process process = builder.start();
        while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            if (stop.isRequested()) {
                process.destroy();
                if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
                return 0;
            }
        }
        return stop.isRequested() ? 0 : process.exitValue();
    }
}
