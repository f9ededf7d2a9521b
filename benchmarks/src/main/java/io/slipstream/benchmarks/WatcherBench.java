package io.slipstream.benchmarks;

import io.slipstream.benchmarks.handover.HandoverRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Everything that is claimed of the chain watcher's speed, measured in one run on this machine; ends by itself. Arguments:
 * the parts to run ({@code cost}, {@code handover}, {@code gap}, {@code day}, {@code ingestion}), all of them if there are none.
 */
public final class WatcherBench {

    private static final List<Integer> LEADERS = List.of(1, 1_000, 100_000);
    private static final List<String> PARTS = List.of("cost", "handover", "gap", "day", "ingestion");

    private WatcherBench() {}

    /** Runs the parts. */
    public static void main(String[] parts) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path work = Path.of("benchmarks", "target", "watcher");
        Files.createDirectories(work);
        for (String part : parts.length == 0 ? PARTS : List.of(parts)) {
            out.printf("%n## %s%n%n", part);
            Machine.describe(out);
            switch (part) {
                case "cost" ->
                    new Runner(new OptionsBuilder()
                                    .include("LogIntakeBenchmark")
                                    .addProfiler(GCProfiler.class)
                                    .build())
                            .run();
                case "handover" -> {
                    Machine.checkClocks(out);
                    new HandoverRun(work, out).run(LEADERS);
                }
                default -> throw new IllegalArgumentException("no part " + part + "; there are " + PARTS);
            }
            out.printf("load afterwards %s%n", Machine.load());
        }
    }
}
