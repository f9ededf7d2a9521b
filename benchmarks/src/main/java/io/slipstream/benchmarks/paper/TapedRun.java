package io.slipstream.benchmarks.paper;

import io.slipstream.worker.replay.LooseReplay;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A session on disk, from the tape through the engine to the proof that it came out as it was. */
public final class TapedRun {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Path directory;
    private final PrintStream out;

    /** Writes into a directory, which is empty before and after, and reports to a stream. */
    public TapedRun(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    /**
     * Writes a session and replays it so many times.
     *
     * @param events how many it has
     */
    public void run(long events, int rounds) throws IOException {
        delete();
        SessionOnDisk.Size size = SessionOnDisk.write(directory, events);
        out.printf(
                Locale.ROOT,
                "%,d events, %.1f minutes at %d a second; %,.1f MB on disk, %.1f B an event; written in %.1f s%n",
                events,
                events / 60.0 / SessionOnDisk.EVENTS_A_SECOND,
                SessionOnDisk.EVENTS_A_SECOND,
                size.bytes() / 1e6,
                (double) size.bytes() / events,
                size.nanos() / SECOND);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < rounds; round++) {
            long used = threads.getCurrentThreadCpuTime();
            LooseReplay.Times times = LooseReplay.prove(directory);
            used = threads.getCurrentThreadCpuTime() - used;
            long all = times.listNanos() + times.proofNanos();
            out.printf(
                    Locale.ROOT,
                    "%.2f s: %.2f s to look through the tape, %.2f s to replay and compare, %,.0f events/s, %,.0f events/s of all;"
                            + " %.2f s of the thread's processor time%n",
                    all / SECOND,
                    times.listNanos() / SECOND,
                    times.proofNanos() / SECOND,
                    times.events() / (times.proofNanos() / SECOND),
                    times.events() / (all / SECOND),
                    used / SECOND);
        }
        long read = LooseReplay.read(directory);
        out.printf(Locale.ROOT, "reading alone: %,.0f events/s%n", events / (read / SECOND));
        delete();
    }

    private void delete() throws IOException {
        if (Files.exists(directory)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(directory)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
