package io.slipstream.benchmarks.books;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run in a process of its own, with the heap that the launcher gives the worker, and what its log says of each long gap. */
public final class BookProcess {

    private static final String HEAP = "-Xmx1g";
    private static final Pattern SAFEPOINT =
            Pattern.compile("\\[(\\d+)ns].*Safepoint \"(\\w+)\".* Total: +(\\d+) ns.*");

    /** ZGC lets a thread wait that wants memory before it has any again. */
    private static final Pattern STALL = Pattern.compile("\\[(\\d+)ns].*(Allocation Stall) \\(main\\) ([\\d.]+)ms.*");

    private final Path log;
    private final PrintStream out;

    private record Stop(long from, long to, String why) {}

    /** Logs into a directory and reports to a stream. */
    public BookProcess(Path work, PrintStream out) {
        this.log = work.resolve("pauses.log");
        this.out = out;
    }

    /** Runs a main class with a collector ({@code G1}, {@code Z}) and waits for its end. */
    public void run(Class<?> mainClass, String collector, String... arguments)
            throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+Use" + collector + "GC",
                "-Xlog:safepoint,gc:file=" + log + ":timenanos:filecount=0",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass.getName()));
        command.addAll(List.of(arguments));
        out.printf("%s, %s %s%n", collector, mainClass.getSimpleName(), String.join(" ", arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> gaps = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(WorstGaps.LINE)) {
                    gaps.add(line);
                } else {
                    out.println("  " + line);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(mainClass.getSimpleName() + " did not end as it should");
        }
        List<Stop> stops = stops();
        gaps.forEach(gap -> attribute(gap, stops));
    }

    private List<Stop> stops() throws IOException {
        List<Stop> stops = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = SAFEPOINT.matcher(line);
            if (matcher.matches()) {
                long to = Long.parseLong(matcher.group(1));
                stops.add(new Stop(to - Long.parseLong(matcher.group(3)), to, matcher.group(2)));
            }
            Matcher stall = STALL.matcher(line);
            if (stall.matches()) {
                long to = Long.parseLong(stall.group(1));
                stops.add(new Stop(to - (long) (Double.parseDouble(stall.group(3)) * 1e6), to, stall.group(2)));
            }
        }
        return stops;
    }

    private void attribute(String gap, List<Stop> stops) {
        String[] words = gap.split(" ", -1);
        long from = Long.parseLong(words[1]);
        long to = Long.parseLong(words[2]);
        long stopped = 0;
        StringBuilder why = new StringBuilder();
        for (Stop stop : stops) {
            long shared = Math.min(to, stop.to) - Math.max(from, stop.from);
            if (shared > 0) {
                stopped += shared;
                why.append(' ').append(stop.why);
            }
        }
        out.printf(
                Locale.ROOT,
                "  gap of %.2f ms, of which %.2f ms stopped by the virtual machine%s%n",
                (to - from) / 1e6,
                stopped / 1e6,
                why);
    }
}
