package io.slipstream.worker.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.List;
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

/** What the way into the engine costs a frame of the market socket. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InboxBenchmark {

    private static final TokenId YES = TokenId.of("1");
    private static final TokenId NO = TokenId.of("2");

    private final EngineEvent frame = frame(1_000);
    private final EngineInbox idle = new EngineInbox();
    private final EngineInbox pressed = new EngineInbox();
    private long atNanos = 1_000;

    /** Fills one half and lets the engine take nothing of it. */
    public InboxBenchmark() {
        for (int i = 0; i < EngineInbox.CAPACITY / 2; i++) {
            pressed.put(frame);
        }
    }

    /** A frame into the inbox of an engine that keeps up, and out of it. */
    @Benchmark
    public @Nullable EngineEvent putsAndTakesOut() {
        idle.put(frame);
        return InboxReader.next(idle);
    }

    /** A frame into the inbox of an engine that does not, where it joins the one before. */
    @Benchmark
    public void putsUnderPressure() {
        atNanos++;
        pressed.put(frame(atNanos));
    }

    private static EngineEvent frame(long atNanos) {
        return new EngineEvent.MarketData(
                atNanos,
                1,
                new BookUpdate.Changes(
                        List.of(
                                new BookUpdate.Change(YES, Side.BUY, 4_000, 5, 4_000, 6_000),
                                new BookUpdate.Change(NO, Side.SELL, 6_000, 5, 4_000, 6_000)),
                        1_000));
    }
}
