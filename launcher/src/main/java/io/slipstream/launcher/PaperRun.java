package io.slipstream.launcher;

import io.slipstream.launcher.database.DatabaseAddress;
import io.slipstream.launcher.process.DataLock;
import io.slipstream.launcher.process.Ports;
import io.slipstream.launcher.summary.LedgerClient;
import io.slipstream.launcher.summary.RunSummary;
import io.slipstream.launcher.summary.SummaryWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The worker and the dashboard against the real endpoints in the environment, trading on paper. */
final class PaperRun {

    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(10);

    private final Console console;
    private final RunOptions options;
    private final Workspace workspace;
    private final Progress progress;

    PaperRun(Console console, RunOptions options, Workspace workspace) {
        this.console = console;
        this.options = options;
        this.workspace = workspace;
        this.progress = new Progress(options.json ? console.err() : console.out());
    }

    /** Runs until the user stops it or its time is up; the exit code. */
    int run() throws IOException, SQLException {
        WorkerSettings.requireEndpoints(console.environment());
        progress.say("paper", "Slipstream trades on paper against the endpoints in the environment; Ctrl-C stops it");
        Optional<RunSummary> summary;
        try (DataLock _ = DataLock.take(workspace.data());
                Pipeline pipeline = new Pipeline(workspace, console.programs(), progress, console.stop())) {
            pipeline.stopLeftOvers(List.of(Launches.DASHBOARD, Launches.WORKER));
            if (options.fresh) {
                progress.say(
                        "paper",
                        "beginning again: deleting the data of earlier runs in %s".formatted(workspace.data()));
                workspace.beginAgain();
            }
            summary = runIn(pipeline);
        }
        return RunReport.print(summary, options.json, console.out());
    }

    private Optional<RunSummary> runIn(Pipeline pipeline) throws IOException, SQLException {
        Ports.Choice dashboardPort = options.chooseDashboardPort();
        Ports.Choice workerPort = options.chooseWorkerPort();
        DatabaseAddress database = database(pipeline);

        Instant startedAt = console.clock().instant();
        if (pipeline.start(
                        Launches.worker(WorkerSettings.paper(
                                database, workspace.tape(), workerPort.port(), console.environment())),
                        new HealthProbe(workerPort.port(), InstantSource.system())::ask)
                .isEmpty()) {
            return Optional.empty();
        }
        DashboardStart dashboard = new DashboardStart(console, workspace, progress);
        if (!dashboard.start(pipeline, database, dashboardPort.port(), "real market data")) {
            return Optional.empty();
        }

        StatusLine status = new StatusLine(database, Optional.empty(), progress);
        Optional<Instant> until =
                Optional.ofNullable(options.runFor).map(console.clock().instant()::plus);
        if (pipeline.watch(console.clock(), until, STATUS_INTERVAL, status::print) == Pipeline.Ended.STOPPED) {
            return Optional.empty();
        }
        progress.say("paper", "the time is up: summing up");
        try (LedgerClient ledger = LedgerClient.open(database)) {
            return Optional.of(
                    new SummaryWriter(ledger, console.clock(), startedAt).paper(options.catchUp, console.stop()));
        }
    }

    private DatabaseAddress database(Pipeline pipeline) {
        String url = console.environment().getOrDefault("SPRING_DATASOURCE_URL", "");
        if (url.isBlank()) {
            return pipeline.startDatabase(options.choosePostgresPort().port()).address();
        }
        progress.say("PostgreSQL", "using the database in SPRING_DATASOURCE_URL");
        return new DatabaseAddress(
                url,
                console.environment().getOrDefault("SPRING_DATASOURCE_USERNAME", ""),
                console.environment().getOrDefault("SPRING_DATASOURCE_PASSWORD", ""));
    }
}
