package io.slipstream.worker.tape;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What recording costs the thread that received a frame; the writer's thread does the rest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TapeQueueBenchmark {

    private final String frame = "x".repeat(700);
    private final TapeQueue queue = queue(1 << 20);
    private final TapeQueue full = queue(0);
    private final TapeFeed feed = queue.feed("market socket 1");
    private final TapeFeed fullFeed = full.feed("market socket 1");

    /** Lets one frame in that nobody takes out. */
    public TapeQueueBenchmark() {
        fullFeed.frame(frame);
    }

    /** A frame into the queue, and out of it so that it does not fill. */
    @Benchmark
    public @Nullable Object recordsAndTakesOut() {
        feed.frame(frame);
        return queue.poll();
    }

    /** A frame that finds no room and is counted. */
    @Benchmark
    public void findsNoRoom() {
        fullFeed.frame(frame);
    }

    private static TapeQueue queue(long mostWeight) {
        return new TapeQueue(mostWeight, InstantSource.system(), System::nanoTime, new TapeMeters());
    }
}
