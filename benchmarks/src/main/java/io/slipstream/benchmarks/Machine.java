package io.slipstream.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where and when figures were measured. */
final class Machine {

    private static final int CLOCK_TRIES = 3;

    private Machine() {}

    static void describe(PrintStream out) throws IOException {
        out.printf(
                "%s, %s %s on %d processors of %s, load %s%n",
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("java.vendor.version"),
                System.getProperty("java.runtime.version"),
                Runtime.getRuntime().availableProcessors(),
                processor(),
                load());
    }

    /** The three load averages. */
    static String load() throws IOException {
        String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
        return "%s %s %s".formatted(words[0], words[1], words[2]);
    }

    /**
     * Proves that this process and Node read the same clock: what Node reads lies between two readings of ours.
     *
     * @throws IllegalStateException if it does not
     */
    static void checkClocks(PrintStream out) throws IOException, InterruptedException {
        for (int i = 0; i < CLOCK_TRIES; i++) {
            long before = System.nanoTime();
            Process node = new ProcessBuilder("node", "-e", "console.log(String(process.hrtime.bigint()))").start();
            String text = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            node.waitFor();
            long after = System.nanoTime();
            long there = Long.parseLong(text);
            if (there < before || there > after) {
                throw new IllegalStateException(
                        "Node's clock is another one: %d is not between %d and %d".formatted(there, before, after));
            }
            out.printf(
                    "Node's hrtime lies between two of our nanoTime, %d ms apart: one clock%n",
                    (after - before) / 1_000_000);
        }
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("an unknown kind");
    }
}
