package io.slipstream.worker.replay;

import io.slipstream.worker.session.SessionCursor;
import io.slipstream.worker.session.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./slipstream latency-curve}. */
@Command(
        name = "latency-curve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Replays recorded sessions with orders that take longer to the venue, and shows profit, fill rate and",
            "slippage at each latency with 95 % bootstrap intervals, of all leaders and of each."
        },
        footer = "Exit codes: 0 done, 2 the tape cannot be read, 64 wrong arguments.")
final class LatencyCurveCommand implements Callable<Integer> {

    @Mixin
    private final SessionOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--added",
            split = ",",
            converter = Delay.class,
            paramLabel = "TIMES",
            defaultValue = "0ms,50ms,100ms,250ms,500ms,1s,2s,5s,10s,30s",
            description = "latencies to add (default: ${DEFAULT-VALUE})")
    private List<Long> added = List.of();

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "writes the figures as CSV, micro-dollars and basis points")
    private @Nullable Path csv;

    @Option(names = "--chart", paramLabel = "FILE", description = "draws them as SVG")
    private @Nullable Path chart;

    @Option(names = "--seed", defaultValue = "1", description = "of the bootstrap (default: ${DEFAULT-VALUE})")
    private long seed;

    LatencyCurveCommand(Map<String, String> environment) {
        this.options = new SessionOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        Sessions sessions = options.sessions();
        Window window = options.window();
        List<Sessions.Glance> chosen = options.chosen(sessions.list(), window);
        SortedMap<Long, List<CopyResult>> byLatency = new TreeMap<>();
        List<Long> lateness = new ArrayList<>();
        long leftOut = 0;
        for (long nanos : new TreeSet<>(added)) {
            List<CopyResult> results = new ArrayList<>();
            lateness.clear(); // the same whatever is added: decisions are made before
            for (Sessions.Glance session : chosen) {
                try (SessionCursor cursor = sessions.read(session)) {
                    CopyResults run = CopyResults.of(
                            cursor,
                            Alteration.later(nanos),
                            window,
                            session.toNanos() - Collections.max(added),
                            progress("+" + Delay.text(nanos), session));
                    results.addAll(run.results());
                    lateness.addAll(run.lateness());
                    leftOut = Math.max(leftOut, run.leftOut());
                }
            }
            byLatency.put(nanos, results);
        }
        LatencyCurve curve = LatencyCurve.of(byLatency, lateness, new Bootstrap(seed));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        new CurveTable(out).print(curve);
        out.printf(
                "%d fills are left out that were copied within %s of a session's end: not every order would have got there%n",
                leftOut, Delay.text(Collections.max(added)));
        if (csv != null) {
            Files.write(csv, CurveTable.csv(curve), StandardCharsets.UTF_8);
        }
        if (chart != null) {
            Files.writeString(chart, new CurveChart(curve).svg(), StandardCharsets.UTF_8);
        }
        return 0;
    }

    private Progress progress(String what, Sessions.Glance session) {
        return new Progress(
                what, session, Objects.requireNonNull(spec).commandLine().getErr(), System::nanoTime);
    }
}
