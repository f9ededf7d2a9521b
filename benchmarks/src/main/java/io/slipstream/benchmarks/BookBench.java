package io.slipstream.benchmarks;

import io.slipstream.benchmarks.books.BookProcess;
import io.slipstream.benchmarks.books.MemoryRun;
import io.slipstream.benchmarks.books.RateRun;
import io.slipstream.benchmarks.books.SportsRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Everything that is claimed of the books' speed and size, measured in one run on this machine; ends by itself. Arguments:
 * the parts to run ({@code cost}, {@code rate}, {@code sports}, {@code memory}), all of them if there are none.
 */
public final class BookBench {

    private static final List<String> PARTS = List.of("cost", "rate", "sports", "memory");
    private static final List<String> COLLECTORS = List.of("G1", "Z");
    private static final String SECONDS = "60";

    private BookBench() {}

    /** Runs the parts. */
    public static void main(String[] parts) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path work = Path.of("benchmarks", "target", "books");
        Files.createDirectories(work);
        BookProcess process = new BookProcess(work, out);
        for (String part : parts.length == 0 ? PARTS : List.of(parts)) {
            out.printf("%n## %s%n%n", part);
            Machine.describe(out);
            switch (part) {
                case "cost" ->
                    new Runner(new OptionsBuilder()
                                    .include("BookBenchmark")
                                    .addProfiler(GCProfiler.class)
                                    .addProfiler(CpuTime.class)
                                    .build())
                            .run();
                case "rate" -> {
                    for (String collector : COLLECTORS) {
                        process.run(RateRun.class, collector, "0", SECONDS);
                        process.run(RateRun.class, collector, "50000", SECONDS);
                    }
                }
                case "sports" -> process.run(SportsRun.class, "G1");
                case "memory" -> {
                    for (String collector : COLLECTORS) {
                        process.run(MemoryRun.class, collector, "10", "100");
                        process.run(MemoryRun.class, collector, "100", "40");
                    }
                }
                default -> throw new IllegalArgumentException("no part " + part + "; there are " + PARTS);
            }
            out.printf("load afterwards %s%n", Machine.load());
        }
    }
}
