package io.slipstream.benchmarks;

import io.slipstream.benchmarks.paper.DecisionRun;
import io.slipstream.benchmarks.paper.DecodedRun;
import io.slipstream.benchmarks.paper.TapedRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Everything that is claimed of the speed of paper execution and replay, measured in one run on this machine; ends by itself.
 * Arguments: the parts to run ({@code events}, {@code resting}, {@code tape}, {@code decision},
 * {@code sweep}, {@code day}), all of them if there are none.
 */
public final class ReplayBench {

    private static final List<String> PARTS = List.of("events", "resting", "tape", "decision", "sweep", "day");
    private static final int EVENTS = 2_000_000;
    private static final int DAY = 24 * 60 * 60 * 300;

    private ReplayBench() {}

    /** Runs the parts. */
    public static void main(String[] parts) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path tape = Path.of("benchmarks", "target", "replay");
        for (String part : parts.length == 0 ? PARTS : List.of(parts)) {
            out.printf("%n## %s%n%n", part);
            Machine.describe(out);
            switch (part) {
                case "events" -> new DecodedRun(out).run();
                case "resting" -> jmh("RestingBenchmark");
                case "decision" -> {
                    new DecisionRun(out).run(300, 30);
                    new DecisionRun(out).run(3_000, 30);
                }
                case "sweep" -> jmh("SweepBenchmark");
                case "tape" -> new TapedRun(tape, out).run(EVENTS, 8);
                case "day" -> new TapedRun(tape, out).run(DAY, 2);
                default -> throw new IllegalArgumentException("no part " + part + "; there are " + PARTS);
            }
            out.printf("load afterwards %s%n", Machine.load());
        }
    }

    private static void jmh(String benchmark) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(benchmark)
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTime.class)
                        .build())
                .run();
    }
}
