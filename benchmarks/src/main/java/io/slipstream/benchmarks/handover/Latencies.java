package io.slipstream.benchmarks.handover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a subscriber measured.
 *
 * @param rows a row for each log: its latencies in nanoseconds, a column each
 * @param allocatedPerLog bytes that the thread allocated that handed logs over, -1 if that is not known
 */
record Latencies(List<long[]> rows, long allocatedPerLog) {

    private static final int DIGITS = 3;
    private static final String ALLOCATED = "allocated ";

    static Latencies read(Path file) throws IOException {
        List<long[]> rows = new ArrayList<>();
        long allocated = -1;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(ALLOCATED)) {
                allocated = Long.parseLong(line, ALLOCATED.length(), line.length(), 10);
                continue;
            }
            rows.add(Arrays.stream(line.split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray());
        }
        return new Latencies(rows, allocated);
    }

    /** Only the first so many logs. */
    Latencies first(int logs) {
        return new Latencies(rows.subList(0, logs), allocatedPerLog);
    }

    /** A line of a table: percentiles of a column in microseconds. */
    String row(int column) {
        Histogram histogram = new Histogram(DIGITS);
        rows.forEach(row -> histogram.recordValue(row[column]));
        return String.format(
                Locale.ROOT,
                "%d | %s | %s | %s | %s",
                histogram.getTotalCount(),
                micros(histogram.getValueAtPercentile(50)),
                micros(histogram.getValueAtPercentile(99)),
                micros(histogram.getValueAtPercentile(99.9)),
                micros(histogram.getMaxValue()));
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1_000.0);
    }
}
