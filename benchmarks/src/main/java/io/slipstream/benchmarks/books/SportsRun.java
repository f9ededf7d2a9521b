package io.slipstream.benchmarks.books;

import io.slipstream.core.market.TokenId;
import io.slipstream.worker.market.LooseBooks;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The recording of live sports, again and again, as fast as one thread takes it. */
public final class SportsRun {

    private static final int WARM_UP = 10;
    private static final int ROUNDS = 21;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long STEP_NANOS = 1_000;

    private final SportsRecording recording;
    private final SportsScript script;
    private final LooseBooks books = new LooseBooks();
    private long nowNanos;

    private SportsRun(SportsRecording recording) {
        this.recording = recording;
        this.script = new SportsScript(recording);
        this.nowNanos = (recording.frames().getFirst().exchangeMillis() + TimeUnit.HOURS.toMillis(1)) * NANOS_PER_MILLI;
    }

    /** Replays and reports; says so when there is no recording. */
    public static void main(String[] none) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (SportsRecording.isThere()) {
            new SportsRun(SportsRecording.read()).run(out);
        } else {
            out.println("skipped: the recording is not beside this checkout");
        }
    }

    private void run(PrintStream out) {
        out.printf(
                "%d frames with %d changes, %d snapshots put where they were dropped, %d tokens%n",
                recording.frames().size(),
                script.changes(),
                script.snapshots(),
                recording.mirrors().size());
        out.println("tops as stated, from changes alone, by minute: " + script.agreement());
        List<TokenId> tokens = List.copyOf(recording.mirrors().keySet());
        recording.mirrors().forEach(books::pair);
        long[] wall = new long[ROUNDS];
        long[] used = new long[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            books.carry(tokens, nowNanos);
            long began = System.nanoTime();
            long usedBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (String text : script.texts()) {
                nowNanos += STEP_NANOS;
                if (!books.take(text, nowNanos).isEmpty()) {
                    throw new IllegalStateException("a book broke at " + text);
                }
            }
            if (round >= 0) {
                wall[round] = System.nanoTime() - began;
                used[round] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - usedBefore;
            }
        }
        books.checkSound(tokens.size());
        report(out, "by the clock", wall);
        report(out, "by the thread's processor time", used);
        out.println("integrity: " + books.books().integrityOfAll());
    }

    private void report(PrintStream out, String how, long[] nanos) {
        Arrays.sort(nanos);
        long median = nanos[ROUNDS / 2];
        out.printf(
                "%s, median of %d rounds: %,d messages/s, %,d changes/s, %.0f ns a change (least %.0f, most %.0f)%n",
                how,
                ROUNDS,
                script.texts().size() * TimeUnit.SECONDS.toNanos(1) / median,
                script.changes() * TimeUnit.SECONDS.toNanos(1) / median,
                (double) median / script.changes(),
                (double) nanos[0] / script.changes(),
                (double) nanos[ROUNDS - 1] / script.changes());
    }
}
