package io.slipstream.benchmarks.paper;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.execution.Account;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.ExecutionListener;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.execution.PaperExecutor;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.venue.Circumstances;
import io.slipstream.core.venue.TimeInForce;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A buy that takes so many levels of a book of 500 on the finest grid and is over: from the decision through arrival, all three
 * fill models and fees to the last fill told of. Every order is the first of its executor.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SweepBenchmark {

    private static final int DEEP = 500;
    private static final int MIDDLE = Price.ONE / 2;
    private static final int LINE = 1;
    private static final long SHARES = 10 * Micros.ONE;
    private static final long NOW = 1_795_000_000_000_000_000L;
    private static final TokenId TOKEN = TokenId.of("7".repeat(77));

    /** How many levels it takes. */
    @Param({"5", "500"})
    public int levels;

    private final Instrument instrument = Copying.instrument(TOKEN, "0x1", 0, 1);
    private final LiveBooks books =
            new LiveBooks(TimeUnit.MINUTES.toNanos(2), new QuoteAges(Long.MAX_VALUE, Long.MAX_VALUE), (_, _) -> {});
    private PaperExecutor executor = executor(new Told(null));

    /** Puts the book there. */
    @Setup
    public void fillBook() {
        var _ = books.apply(LINE, new BookUpdate.Carried(List.of(TOKEN)), NOW);
        var _ = books.apply(
                LINE,
                new BookUpdate.Snapshot(TOKEN, levels(MIDDLE - DEEP), levels(MIDDLE + 1), null, 1, BookUpdate.PUSHED),
                NOW);
    }

    /** Nothing of the book is taken yet. */
    @Setup(org.openjdk.jmh.annotations.Level.Invocation)
    public void begin(Blackhole told) {
        executor = executor(new Told(told));
    }

    /** The order. */
    @Benchmark
    public void takes() {
        executor.submitMarketableLimit(
                new OrderRequest(
                        new UUID(1, 1),
                        instrument,
                        Side.BUY,
                        levels * SHARES,
                        MIDDLE + levels,
                        TimeInForce.GTC,
                        TimeUnit.SECONDS.toNanos(30),
                        0),
                NOW);
    }

    private PaperExecutor executor(ExecutionListener told) {
        // without latencies all of it is due at once, but the end of what rests
        return new PaperExecutor(
                books,
                (at, action) -> {
                    if (at <= NOW) {
                        action.accept(at);
                    }
                },
                told,
                new Rich(),
                PaperConditions.usual(0, 0));
    }

    private static List<Level> levels(int lowest) {
        return IntStream.range(lowest, lowest + DEEP)
                .mapToObj(price -> new Level(price, SHARES))
                .toList();
    }

    /** An account in an open market. */
    private static final class Rich implements Account {
        @Override
        public Circumstances.Market termsFor(OrderRequest order) {
            Instrument market = order.instrument();
            return new Circumstances.Market(
                    Circumstances.Phase.OPEN, market.tick(), market.minSizeMicros(), market.fee());
        }

        @Override
        public Circumstances.Funds fundsFor(OrderRequest order) {
            return Circumstances.Funds.approved(1_000_000 * Micros.ONE, 0);
        }
    }

    private record Told(@Nullable Blackhole told) implements ExecutionListener {
        @Override
        public void onPlaced(UUID attemptId, long atNanos) {}

        @Override
        public void onFill(ExecutionFill fill) {
            if (told != null) {
                told.consume(fill);
            }
        }

        @Override
        public void onDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos) {
            if (outcome != OrderOutcome.FILLED) {
                throw new IllegalStateException(outcome + ": " + reason);
            }
        }
    }
}
