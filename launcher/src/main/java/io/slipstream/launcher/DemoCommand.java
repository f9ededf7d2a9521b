package io.slipstream.launcher;

import io.slipstream.launcher.process.LaunchFailure;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Runs everything on this machine: PostgreSQL, an offline Polymarket, the worker and the dashboard.",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--sim-port", paramLabel = "N", description = "the offline Polymarket's port (default: 8545)")
    private @Nullable Integer simPort;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "which market is made (default: 42)")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "how fast its time runs (default: 1)")
    private double speed;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        options.validate();
        if (!(speed > 0) || speed > 1000) {
            throw LaunchFailure.usage("--speed %s is not above 0 and at most 1000".formatted(speed));
        }
        Workspace workspace = new Workspace(Optional.ofNullable(options.data)
                .orElse(console.repository().resolve("var"))
                .toAbsolutePath());
        return new DemoRun(console, options, simPort, new Settings(seed, speed), workspace).run();
    }
}
