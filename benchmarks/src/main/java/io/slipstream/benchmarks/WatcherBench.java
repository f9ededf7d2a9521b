package io.slipstream.benchmarks;

import io.slipstream.benchmarks.handover.BurstRun;
import io.slipstream.benchmarks.handover.HandoverRun;
import io.slipstream.benchmarks.outage.OutageRun;
import io.slipstream.persistence.IngestionRun;
import io.slipstream.worker.chain.CatchUpRun;
import java.io.IOException;
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
 * the parts to run ({@code cost}, {@code handover}, {@code gap}, {@code day}, {@code ingestion}, {@code outage}, {@code burst}),
 * all of them if there are none.
 */
public final class WatcherBench {

    private static final List<Integer> LEADERS = List.of(1, 1_000, 100_000);
    private static final List<String> PARTS = List.of("cost", "handover", "gap", "day", "ingestion", "outage", "burst");

    private static final int OUTAGE_SECONDS = Integer.getInteger("outage.seconds", 180);
    private static final int BLOCKS_A_DAY = 49_400;
    private static final int UNLIMITED = 1_000_000;

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
                case "gap" ->
                    catchUp(out, new CatchUpRun("without a limit on requests", 300, 2_000_000, 2_000, UNLIMITED));
                case "day" ->
                    catchUp(
                            out,
                            new CatchUpRun("a day", 300, BLOCKS_A_DAY, 2_000, 20),
                            new CatchUpRun("a day", 300, BLOCKS_A_DAY, 10, 20));
                case "ingestion" -> new IngestionRun(work.resolve("postgres"), out).run();
                case "burst" -> {
                    Machine.checkClocks(out);
                    new BurstRun(work, out).run();
                }
                case "outage" -> new OutageRun(work, out).run(OUTAGE_SECONDS);
                default -> throw new IllegalArgumentException("no part " + part + "; there are " + PARTS);
            }
            out.printf("load afterwards %s%n", Machine.load());
        }
    }

    private static void catchUp(PrintStream out, CatchUpRun... runs) throws IOException, InterruptedException {
        CatchUpRun.head(out);
        for (CatchUpRun run : runs) {
            run.run(out);
        }
    }
}
