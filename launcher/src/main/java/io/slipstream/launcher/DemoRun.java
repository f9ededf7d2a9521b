package io.slipstream.launcher;

import io.slipstream.launcher.database.DatabaseAddress;
import io.slipstream.launcher.database.EmbeddedDatabase;
import io.slipstream.launcher.process.DataLock;
import io.slipstream.launcher.process.LaunchFailure;
import io.slipstream.launcher.process.Ports;
import io.slipstream.launcher.summary.LedgerClient;
import io.slipstream.launcher.summary.RunSummary;
import io.slipstream.launcher.summary.SimClient;
import io.slipstream.launcher.summary.SummaryWriter;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The whole system on this machine, with the offline Polymarket in the place of the real one. */
final class DemoRun {

    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(10);

    private final Console console;
    private final RunOptions options;
    private final @Nullable Integer simPort;
    private final Settings settings;
    private final Workspace workspace;
    private final Progress progress;

    DemoRun(Console console, RunOptions options, @Nullable Integer simPort, Settings settings, Workspace workspace) {
        this.console = console;
        this.options = options;
        this.simPort = simPort;
        this.settings = settings;
        this.workspace = workspace;
        this.progress = new Progress(options.json ? console.err() : console.out());
    }

    /** Runs until the user stops it or its time is up; the exit code. */
    int run() throws IOException, SQLException {
        progress.say("demo", "Slipstream on an offline Polymarket; Ctrl-C stops everything");
        Optional<RunSummary> summary;
        try (DataLock _ = DataLock.take(workspace.data());
                Pipeline pipeline = new Pipeline(workspace, console.programs(), progress, console.stop())) {
            pipeline.stopLeftOvers(Launches.ALL);
            if (options.fresh) {
                progress.say(
                        "demo", "beginning again: deleting the data of earlier runs in %s".formatted(workspace.data()));
                workspace.beginAgain();
            }
            settings.keep(workspace.settings());
            summary = runIn(pipeline);
        }
        return RunReport.print(summary, options.json, console.out());
    }

    private Optional<RunSummary> runIn(Pipeline pipeline) throws IOException, SQLException {
        Ports.Choice dashboardPort = told("dashboard", options.chooseDashboardPort());
        Ports.Choice workerPort = told("worker", options.chooseWorkerPort());
        Ports.Choice marketPort = told("sim", options.chooseSimPort(simPort));
        Ports.Choice databasePort = told("PostgreSQL", options.choosePostgresPort());

        EmbeddedDatabase database = pipeline.startDatabase(databasePort.port());
        SimClient sim = new SimClient(URI.create("http://127.0.0.1:" + marketPort.port()));
        Optional<SimClient.Status> market =
                pipeline.start(Launches.sim(marketPort.port(), settings, workspace.sim()), () -> statusOf(sim));
        if (market.isEmpty()) {
            return Optional.empty();
        }
        checkSameChain(database.address(), market.get());
        List<SimClient.Leader> leaders = sim.leaders();
        progress.say(
                "sim", "chain at block %d, %d leaders".formatted(market.get().head(), leaders.size()));

        Instant startedAt = console.clock().instant();
        Map<String, String> workerSettings = WorkerSettings.demo(
                database.address(),
                workspace.tape(),
                workerPort.port(),
                marketPort.port(),
                leaders,
                market.get().genesisBlock());
        if (pipeline.start(
                        Launches.worker(workerSettings),
                        new HealthProbe(workerPort.port(), InstantSource.system())::ask)
                .isEmpty()) {
            return Optional.empty();
        }
        DashboardStart dashboard = new DashboardStart(console, workspace, progress);
        if (!dashboard.start(
                pipeline, database.address(), dashboardPort.port(), "offline Polymarket, seed " + settings.seed())) {
            return Optional.empty();
        }

        StatusLine status = new StatusLine(database.address(), Optional.of(sim), progress);
        Optional<Instant> until =
                Optional.ofNullable(options.runFor).map(console.clock().instant()::plus);
        Pipeline.Ended ended = pipeline.watch(console.clock(), until, STATUS_INTERVAL, status::print);
        if (ended == Pipeline.Ended.STOPPED) {
            return Optional.empty();
        }
        progress.say("demo", "the time is up: comparing truth and ledger");
        try (LedgerClient ledger = LedgerClient.open(database.address())) {
            return Optional.of(
                    new SummaryWriter(ledger, console.clock(), startedAt).demo(sim, options.catchUp, console.stop()));
        }
    }

    private Ports.Choice told(String part, Ports.Choice choice) {
        if (choice.moved()) {
            progress.say(part, "its usual port is in use: taking %d".formatted(choice.port()));
        }
        return choice;
    }

    /** A database that is ahead of the chain belongs to another chain: nothing new would ever be seen. */
    private void checkSameChain(DatabaseAddress database, SimClient.Status market) throws SQLException {
        try (LedgerClient ledger = LedgerClient.open(database)) {
            OptionalLong processed = ledger.hasSchema() ? ledger.processedBlock() : OptionalLong.empty();
            if (processed.isPresent() && processed.getAsLong() > market.head()) {
                throw LaunchFailure.didNotRun(
                        ("the database in %s has seen block %d, but the simulated chain in %s is only at %d: they do not"
                                        + " belong together. Begin again with --fresh")
                                .formatted(
                                        workspace.postgres(), processed.getAsLong(), workspace.sim(), market.head()));
            }
        }
    }

    private static Optional<SimClient.Status> statusOf(SimClient sim) {
        try {
            return Optional.of(sim.status());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
