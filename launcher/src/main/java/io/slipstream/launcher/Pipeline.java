package io.slipstream.launcher;

import io.slipstream.launcher.database.EmbeddedDatabase;
import io.slipstream.launcher.process.ChildProcess;
import io.slipstream.launcher.process.Part;
import io.slipstream.launcher.process.PartDied;
import io.slipstream.launcher.process.Readiness;
import io.slipstream.launcher.process.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parts that run, in the order in which they were started. They are stopped in the reverse order, each within its
 * time, whatever ended the run.
 */
final class Pipeline implements AutoCloseable {

    /** What a worker ends with while another one works on its database: a new start would end in the same way. */
    private static final int DATABASE_TAKEN = 76;

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Workspace workspace;
    private final Programs programs;
    private final Progress progress;
    private final StopSignal stop;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Part, Launch> launches = new HashMap<>();
    private final Restarts restarts = new Restarts(FIRST_PAUSE);

    /** How a run ended that nothing went wrong in. */
    enum Ended {
        /** The user stopped it. */
        STOPPED,
        /** Its time was up. */
        TIME_UP
    }

    /** One program of the system and how it is started. */
    record Launch(
            String name,
            String module,
            List<String> jvmFlags,
            List<String> arguments,
            Map<String, String> environment) {}

    Pipeline(Workspace workspace, Programs programs, Progress progress, StopSignal stop) {
        this.workspace = workspace;
        this.programs = programs;
        this.progress = progress;
        this.stop = stop;
    }

    /** Stops what a launcher that was killed left running on this data directory. */
    void stopLeftOvers(List<String> names) {
        for (String name : names) {
            ChildProcess.stopLeftOver(workspace.pid(name), STOP_PATIENCE, stop)
                    .ifPresent(pid ->
                            progress.say(name, "stopped process %d, left over from an earlier run".formatted(pid)));
        }
        EmbeddedDatabase.stopLeftOver(workspace.postgres(), stop)
                .ifPresent(pid ->
                        progress.say("PostgreSQL", "stopped process %d, left over from an earlier run".formatted(pid)));
    }

    /** Starts the embedded database. */
    EmbeddedDatabase startDatabase(int port) {
        double from = progress.seconds();
        progress.say("PostgreSQL", "starting on port %d, data in %s".formatted(port, workspace.postgres()));
        EmbeddedDatabase database = EmbeddedDatabase.start(
                workspace.postgres(), workspace.postgresBinaries(), port, workspace.log("postgres"));
        parts.add(database);
        progress.say("PostgreSQL", "ready after %.1f s".formatted(progress.seconds() - from));
        return database;
    }

    /** Starts a program and waits until it answers; empty when the user stopped the run meanwhile. */
    <T> Optional<T> start(Launch launch, Supplier<Optional<T>> probe) {
        double from = progress.seconds();
        progress.say(launch.name(), "starting, log in %s".formatted(workspace.log(launch.name())));
        ChildProcess child = child(launch);
        parts.add(child);
        launches.put(child, launch);
        Optional<T> answer = Readiness.await(child, probe, START_PATIENCE, stop);
        answer.ifPresent(ready -> progress.say(
                launch.name(),
                "ready after %.1f s%s"
                        .formatted(progress.seconds() - from, ready instanceof String said ? " (" + said + ")" : "")));
        return answer;
    }

    private ChildProcess child(Launch launch) {
        return ChildProcess.start(new ChildProcess.Program(
                launch.name(),
                programs.command(launch.module(), launch.jvmFlags(), launch.arguments()),
                launch.environment(),
                workspace.log(launch.name()),
                workspace.pid(launch.name())));
    }

    /**
     * A worker goes on from what is stored. Any other part's death ends the run, and so does a worker's that dies too often or
     * that has lost its database to another worker.
     */
    private Part afterDeath(Part part, Instant now) {
        Launch launch = launches.get(part);
        if (launch == null
                || !launch.name().equals(Launches.WORKER)
                || ((ChildProcess) part).exitCode() == DATABASE_TAKEN) {
            throw PartDied.failure(part, "died");
        }
        Duration pause = restarts.died(now).orElseThrow(() -> PartDied.failure(part, "died"));
        progress.say(
                launch.name(),
                "died with exit code %d; started again in %d ms"
                        .formatted(((ChildProcess) part).exitCode(), pause.toMillis()));
        if (stop.await(pause)) {
            return part;
        }
        ChildProcess again = child(launch);
        launches.remove(part);
        launches.put(again, launch);
        return again;
    }

    /** Watches over the parts until the user stops the run or its time is up. */
    Ended watch(InstantSource clock, Optional<Instant> until, Duration tick, Runnable onTick) {
        Instant nextTick = clock.instant().plus(tick);
        while (!stop.await(WATCH_INTERVAL)) {
            for (int i = 0; i < parts.size(); i++) {
                // a Ctrl-C that reaches the parts first is a stop and not a death
                if (!parts.get(i).isAlive() && !stop.await(GRACE)) {
                    parts.set(i, afterDeath(parts.get(i), clock.instant()));
                }
            }
            Instant now = clock.instant();
            if (until.isPresent() && !now.isBefore(until.get())) {
                return Ended.TIME_UP;
            }
            if (!now.isBefore(nextTick)) {
                onTick.run();
                nextTick = now.plus(tick);
            }
        }
        return Ended.STOPPED;
    }

    /** Stops everything, last started first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            Part part = parts.removeLast();
            double from = progress.seconds();
            switch (part.stop(STOP_PATIENCE, stop)) {
                case STOPPED -> progress.say(part.name(), "stopped after %.1f s".formatted(progress.seconds() - from));
                case KILLED -> progress.say(part.name(), "killed after %.1f s".formatted(progress.seconds() - from));
                case GONE -> progress.say(part.name(), "was not running any more");
            }
        }
    }
}
