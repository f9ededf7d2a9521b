package io.slipstream.worker.market;

import com.sun.management.OperatingSystemMXBean;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.tape.LooseTape;
import io.slipstream.worker.tape.Tape;
import io.slipstream.worker.tape.TapeFeed;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
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
    private static final int LINE = 1;

    private final Path directory;
    private final PrintStream out;
    private final int rounds;
    private final long roundNanos;
    private final List<byte[]> books = MarketFrames.books();
    private final List<byte[]> changes = MarketFrames.changes(SAMPLE, SEED);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * What a round did.
     *
     * @param readerMicros processor time a frame of the thread that reads, parses and applies: what another one gets at
     *     most, whoever else runs on the machine
     * @param allMicros processor time a frame of the whole process, the tape's thread and the collector included
     */
    private record Round(double framesPerSecond, double readerMicros, double allMicros, long dropped) {}

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
        LiveBooks live = seeded(parser);
        long dropped = tape.dropped();
        long cpu = system.getProcessCpuTime();
        long readerCpu = threads.getCurrentThreadCpuTime();
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
        if (live.integrityOfAll().faults() > 0 || live.trusted() < books.size()) {
            throw new IllegalStateException("not every book is what the frames say: " + live.integrityOfAll());
        }
        Round round = new Round(
                frames * 1e9 / took,
                (threads.getCurrentThreadCpuTime() - readerCpu) / 1e3 / frames,
                (system.getProcessCpuTime() - cpu) / 1e3 / frames,
                tape.dropped() - dropped);
        settle();
        return round;
    }

    /** Books of both outcomes of each market, held against each other from now on. */
    private LiveBooks seeded(MarketFrameParser parser) {
        LiveBooks live = new LiveBooks(WINDOW, new QuoteAges(Long.MAX_VALUE, Long.MAX_VALUE), (_, _) -> {});
        List<TokenId> tokens = new ArrayList<>();
        for (byte[] book : books) {
            for (MarketEvent event : parser.parse(new String(book, StandardCharsets.UTF_8))) {
                if (event instanceof MarketEvent.Book(BookUpdate.Snapshot snapshot)) {
                    tokens.add(snapshot.tokenId());
                    live.apply(LINE, new BookUpdate.Carried(List.of(snapshot.tokenId())), now());
                    live.apply(LINE, snapshot, now());
                }
            }
        }
        for (int i = 0; i < tokens.size(); i += 2) {
            live.pair(tokens.get(i), tokens.get(i + 1));
        }
        return live;
    }

    /** As if every frame came at once after the venue made it. */
    private static long now() {
        return TimeUnit.MILLISECONDS.toNanos(MarketFrames.MILLIS) + System.nanoTime();
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
        long now = now();
        for (MarketEvent event : parser.parse(frame)) {
            if (event instanceof MarketEvent.Book book) {
                live.apply(LINE, book.update(), now);
            } else {
                throw new IllegalStateException("not understood: " + event);
            }
        }
    }

    private void report(int framesPerSecond, Round[] without, Round[] with) {
        out.printf(
                "| %s | frames/s, median of %d rounds | least | most | reader's CPU a frame | all CPU a frame | dropped |%n",
                framesPerSecond == 0 ? "as fast as it goes" : framesPerSecond + " frames/s", rounds);
        out.println("|---|---|---|---|---|---|---|");
        row("without a tape", without);
        row("with a tape", with);
        out.printf(
                "throughput %+.1f %%, of each pair %+.1f %%; the reader's CPU %+.1f %%, of each pair %+.1f %%%n",
                100 * (median(with, Round::framesPerSecond) / median(without, Round::framesPerSecond) - 1),
                100 * (ratio(without, with, Round::framesPerSecond) - 1),
                100 * (median(with, Round::readerMicros) / median(without, Round::readerMicros) - 1),
                100 * (ratio(without, with, Round::readerMicros) - 1));
    }

    private void row(String name, Round[] of) {
        double[] rates = sorted(of, Round::framesPerSecond);
        out.printf(
                "| %s | %.0f | %.0f | %.0f | %.2f us | %.2f us | %d |%n",
                name,
                rates[rates.length / 2],
                rates[0],
                rates[rates.length - 1],
                median(of, Round::readerMicros),
                median(of, Round::allMicros),
                Arrays.stream(of).mapToLong(Round::dropped).sum());
    }

    /** The median of what the rounds of a pair have to each other. */
    private static double ratio(Round[] without, Round[] with, ToDoubleFunction<Round> value) {
        double[] ratios = new double[with.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = value.applyAsDouble(with[i]) / value.applyAsDouble(without[i]);
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static double median(Round[] of, ToDoubleFunction<Round> value) {
        return sorted(of, value)[of.length / 2];
    }

    private static double[] sorted(Round[] of, ToDoubleFunction<Round> value) {
        return Arrays.stream(of).mapToDouble(value).sorted().toArray();
    }
}
