package io.slipstream.worker.settings;

import io.slipstream.core.execution.Latency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads a latency: milliseconds, several of them comma-separated, or {@code @} and a file with one a line. */
final class LatencyFlags {

    /** Enough for any distribution, and few enough to be kept. */
    private static final int MOST_SAMPLES = 10_000;

    private static final BigDecimal MOST_MILLIS = BigDecimal.valueOf(60_000);
    private static final int NANO_DECIMALS = 6;

    private LatencyFlags() {}

    static Latency read(Flags flags, String name, long fallbackMillis, long seed) {
        String value = flags.text(name, Long.toString(fallbackMillis));
        try {
            boolean file = value.startsWith("@");
            List<Long> nanos = (file ? lines(value.substring(1)) : List.of(value.split(",", -1)))
                    .stream().map(LatencyFlags::nanos).toList();
            return nanos.size() == 1 && !file
                    ? new Latency.Constant(nanos.getFirst())
                    : new Latency.Empirical(nanos, seed);
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            flags.problem(name, value, "the file cannot be read");
        } catch (IllegalArgumentException | ArithmeticException e) {
            flags.problem(
                    name,
                    value,
                    "set milliseconds from 0 to %s with at most six decimals, several of them comma-separated, or @ and a file of 1 to %d lines with one each"
                            .formatted(MOST_MILLIS, MOST_SAMPLES));
        }
        return new Latency.Constant(0);
    }

    private static List<String> lines(String path) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(path))) {
            List<String> samples = lines.map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .limit(MOST_SAMPLES + 1L)
                    .toList();
            if (samples.isEmpty() || samples.size() > MOST_SAMPLES) {
                throw new IllegalArgumentException("a file of " + samples.size() + " samples or more");
            }
            return samples;
        }
    }

    private static long nanos(String millis) {
        BigDecimal parsed = new BigDecimal(millis.strip());
        if (parsed.signum() < 0 || parsed.compareTo(MOST_MILLIS) > 0) {
            throw new IllegalArgumentException(millis + " is out of range");
        }
        return parsed.movePointRight(NANO_DECIMALS).longValueExact();
    }
}
