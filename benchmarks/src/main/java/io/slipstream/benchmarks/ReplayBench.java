package io.slipstream.benchmarks;

import io.slipstream.benchmarks.paper.DecodedRun;
import io.slipstream.benchmarks.paper.TapedRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that is claimed of the speed of paper execution and replay, measured in one run on this machine; ends by itself.
 * Arguments: the parts to run ({@code events}, {@code tape}, {@code day}), all of them if there are none.
 */
public final class ReplayBench {

    private static final List<String> PARTS = List.of("events", "tape", "day");
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
                case "tape" -> new TapedRun(tape, out).run(EVENTS, 8);
                case "day" -> new TapedRun(tape, out).run(DAY, 2);
                default -> throw new IllegalArgumentException("no part " + part + "; there are " + PARTS);
            }
            out.printf("load afterwards %s%n", Machine.load());
        }
    }
}
