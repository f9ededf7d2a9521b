package io.slipstream.benchmarks;

import io.slipstream.worker.market.TapeRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a tape costs, measured in one run on this machine; ends by itself. Arguments: rounds, and seconds a round (12 and 4
 * without).
 */
public final class TapeBench {

    private static final int ROUNDS = 12;
    private static final int SECONDS = 4;
    private static final int[] RATES = {0, 10_000, 100_000};

    private TapeBench() {}

    /** Runs all parts. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SECONDS;
        Path work = Path.of("benchmarks", "target", "tape");
        Files.createDirectories(work);
        for (int rate : RATES) {
            out.println();
            Machine.describe(out);
            new TapeRun(work.resolve("rate-" + rate), out, rounds, seconds).run(rate);
            out.printf("load afterwards %s%n", Machine.load());
        }
        new Runner(new OptionsBuilder()
                        .include("TapeQueueBenchmark")
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
