package io.slipstream.launcher;

import io.slipstream.launcher.process.LaunchFailure;
import io.slipstream.launcher.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What demo and paper have in common on the command line. */
final class RunOptions {

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = RunTime.class,
            description = "end after this time (90s, 2m, 1h30m) with a one-page summary")
    @Nullable
    Duration runFor;

    @Option(
            names = "--catch-up",
            paramLabel = "TIME",
            converter = RunTime.class,
            defaultValue = "30s",
            description = "how long the worker may take to catch up before the summary (default: 30s)")
    Duration catchUp = Duration.ofSeconds(30);

    @Option(names = "--json", description = "print the summary as one JSON object on standard output")
    boolean json;

    @Option(names = "--fresh", description = "begin again: delete the database and the market of earlier runs")
    boolean fresh;

    @Option(names = "--data", paramLabel = "DIR", description = "where data and logs are kept (default: var/)")
    @Nullable
    Path data;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "dashboard, worker, sim and PostgreSQL on N, N+1, N+2, N+3")
    @Nullable
    Integer portBase;

    @Option(names = "--dashboard-port", paramLabel = "N", description = "the dashboard's port (default: 8080)")
    @Nullable
    Integer dashboardPort;

    @Option(names = "--worker-port", paramLabel = "N", description = "the worker's port (default: 8081)")
    @Nullable
    Integer workerPort;

    @Option(names = "--postgres-port", paramLabel = "N", description = "PostgreSQL's port (default: 15432)")
    @Nullable
    Integer postgresPort;

    @Option(names = "--help", usageHelp = true, description = "show this text")
    boolean help;

    private final Ports ports = new Ports();

    Ports.Choice chooseDashboardPort() {
        return choose("dashboard", dashboardPort, "--dashboard-port", 0, 8080);
    }

    Ports.Choice chooseWorkerPort() {
        return choose("worker", workerPort, "--worker-port", 1, 8081);
    }

    Ports.Choice chooseSimPort(@Nullable Integer wished) {
        return choose("sim", wished, "--sim-port", 2, 8545);
    }

    Ports.Choice choosePostgresPort() {
        return choose("PostgreSQL", postgresPort, "--postgres-port", 3, 15_432);
    }

    private Ports.Choice choose(String part, @Nullable Integer wished, String option, int offset, int usual) {
        if (wished != null) {
            return ports.exactly(part, wished, option);
        }
        return portBase != null
                ? ports.exactly(part, portBase + offset, "--port-base")
                : ports.from(part, usual, option);
    }

    /** Checks what the command line alone cannot. */
    void validate() {
        if (json && runFor == null) {
            throw LaunchFailure.usage("--json prints the summary of a run that ends by itself: say how long with --for,"
                    + " for example --for 90s");
        }
    }
}
