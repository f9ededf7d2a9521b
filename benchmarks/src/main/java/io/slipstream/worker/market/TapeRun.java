package io.slipstream.worker.market;

import com.sun.management.OperatingSystemMXBean;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.worker.tape.LooseTape;
import io.slipstream.worker.tape.Tape;
import io.slipstream.worker.tape.TapeFeed;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Market frames from their bytes through the parser into the books, on one thread as from one socket, with and without a
 * tape on a real disk. Rounds with and without take turns.
 */
public final class TapeRun {

    private static final int SAMPLE = 50_000;
    private static final int WARM_UPS = 3;
    private static final long SEED = 20_261_122;
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(120);
    private static final long BUDGET = 4L << 30;
    private static final int AT_ONCE = 32;

    private final Path directory;
    private final PrintStream out;
    private final int rounds;
    private final long roundNanos;
    private final List<byte[]> books = MarketFrames.books();
    private final List<byte[]> changes = MarketFrames.changes(SAMPLE, SEED);
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** What a round did. */
    private record Round(double framesPerSecond, double cpuMicrosPerFrame, long dropped) {}

    /** Records into a directory. */
    public TapeRun(Path directory, PrintStream out, int rounds, int roundSeconds) {
        this.directory = directory;
        this.out = out;
        this.rounds = rounds;
        this.roundNanos = TimeUnit.SECONDS.toNanos(roundSeconds);
    }

    /**
     * Runs and reports.
     *
     * @param framesPerSecond how many come, 0 for as many as go through
     */
    public void run(int framesPerSecond) throws IOException {
        Round[] without = new Round[rounds];
        Round[] with = new Round[rounds];
        try (LooseTape tape = new LooseTape(directory, BUDGET)) {
            TapeFeed taped = tape.feed("market socket 1");
            TapeFeed nowhere = Tape.NONE.feed("market socket 1");
            for (int round = -WARM_UPS; round < rounds; round++) {
                // the one that is first in a pair changes, so that neither always runs on the warmer machine
                boolean tapeFirst = (round & 1) == 0;
                Round first = round(tapeFirst ? taped : nowhere, tape, framesPerSecond);
                Round second = round(tapeFirst ? nowhere : taped, tape, framesPerSecond);
                if (round >= 0) {
                    with[round] = tapeFirst ? first : second;
                    without[round] = tapeFirst ? second : first;
                }
            }
            out.printf(
                    "%d B a frame on average; %.1f bytes of a frame on the disk; %d frames written, %d dropped%n",
                    changes.stream().mapToInt(frame -> frame.length).sum() / SAMPLE,
                    (double) tape.bytes() / Math.max(1, tape.frames()),
                    tape.frames(),
                    tape.dropped());
        }
        report(framesPerSecond, without, with);
    }

    private Round round(TapeFeed feed, LooseTape tape, int framesPerSecond) {
        MarketFrameParser parser = new MarketFrameParser(new JsonMapper());
        LiveBooks live = new LiveBooks(WINDOW, _ -> {});
        for (byte[] book : books) {
            take(book, parser, live, Tape.NONE.feed("seed"));
        }
        long dropped = tape.dropped();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        long frames = 0;
        while (System.nanoTime() - begun < roundNanos) {
            for (int i = 0; i < AT_ONCE; i++) {
                take(changes.get((int) (frames++ % SAMPLE)), parser, live, feed);
            }
            if (framesPerSecond > 0) {
                long due = begun + frames * TimeUnit.SECONDS.toNanos(1) / framesPerSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            }
        }
        long took = System.nanoTime() - begun;
        if (live.mismatches() > 0) {
            throw new IllegalStateException(live.mismatches() + " tops do not agree");
        }
        Round round = new Round(
                frames * 1e9 / took, (system.getProcessCpuTime() - cpu) / 1e3 / frames, tape.dropped() - dropped);
        settle();
        return round;
    }

    /** What still waits for the tape is not the next round's. */
    private static void settle() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500);
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private static void take(byte[] bytes, MarketFrameParser parser, LiveBooks live, TapeFeed feed) {
        String frame = new String(bytes, StandardCharsets.UTF_8); // as the socket makes it
        feed.frame(frame);
        long now = System.nanoTime();
        for (MarketEvent event : parser.parse(frame)) {
            if (event instanceof MarketEvent.Book book) {
                live.apply(book.update(), now);
            } else {
                throw new IllegalStateException("not understood: " + event);
            }
        }
    }

    private void report(int framesPerSecond, Round[] without, Round[] with) {
        double plain = median(without, true);
        double taped = median(with, true);
        double plainCpu = median(without, false);
        double tapedCpu = median(with, false);
        out.printf(
                "| %s | frames/s, median of %d rounds | least | most | CPU a frame | dropped |%n",
                framesPerSecond == 0 ? "as fast as it goes" : framesPerSecond + " frames/s", rounds);
        out.println("|---|---|---|---|---|---|");
        row("without a tape", without, plain, plainCpu);
        row("with a tape", with, taped, tapedCpu);
        double[] pairs = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            pairs[i] = 1 - with[i].framesPerSecond / without[i].framesPerSecond;
        }
        Arrays.sort(pairs);
        out.printf(
                "throughput %+.1f %% (median of pairs %+.1f %%), CPU %+.2f us a frame%n",
                100 * (taped / plain - 1), -100 * pairs[rounds / 2], tapedCpu - plainCpu);
    }

    private void row(String name, Round[] of, double median, double cpu) {
        double[] rates =
                Arrays.stream(of).mapToDouble(Round::framesPerSecond).sorted().toArray();
        out.printf(
                "| %s | %.0f | %.0f | %.0f | %.2f us | %d |%n",
                name,
                median,
                rates[0],
                rates[rates.length - 1],
                cpu,
                Arrays.stream(of).mapToLong(Round::dropped).sum());
    }

    private static double median(Round[] of, boolean rate) {
        double[] values = Arrays.stream(of)
                .mapToDouble(round -> rate ? round.framesPerSecond : round.cpuMicrosPerFrame)
                .sorted()
                .toArray();
        return values[values.length / 2];
    }
}
