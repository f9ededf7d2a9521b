package io.slipstream.benchmarks.paper;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.core.execution.OpenOrder;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

/** A frame that changes one level of both outcomes of a market, of which so many buys of ours wait within five cents of the top. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RestingBenchmark {

    private static final int LINE = 1;
    private static final int DEEP = 5;
    private static final int FRAMES = 4_096;
    private static final long STEP_NANOS = 1_000_000;
    private static final long START = 1_795_000_000_000_000_000L;
    private static final long YEAR = TimeUnit.DAYS.toNanos(365);

    /** How many. */
    @Param({"0", "10", "1000"})
    public int resting;

    private final List<BookUpdate> frames = new ArrayList<>();
    private CopyEngine engine = new CopyEngine(Copying.config(YEAR), RestoredState.EMPTY, _ -> {});
    private long sequence;

    /** Lets them rest. */
    @Setup
    public void rest(Blackhole effects) {
        Market market = new Market(new Random(20_261_122));
        Instrument instrument = market.instruments().getFirst();
        List<OpenOrder> orders = new ArrayList<>();
        for (int i = 0; i < resting; i++) {
            orders.add(new OpenOrder(
                    new OrderRequest(
                            new UUID(1, i),
                            instrument,
                            Side.BUY,
                            100 * Micros.ONE,
                            market.touch(Side.SELL) - i % DEEP * Market.TICK,
                            TimeInForce.GTC,
                            YEAR,
                            0),
                    START,
                    0,
                    0,
                    0,
                    0));
        }
        engine = new CopyEngine(
                Copying.config(YEAR),
                new RestoredState(market.instruments(), List.of(), List.of(), orders),
                effects::consume);
        engine.process(new EngineEvent.MarketData(START, LINE, new BookUpdate.Carried(market.tokens())));
        engine.process(new EngineEvent.MarketData(START, LINE, market.snapshot(0, 0)));
        engine.process(new EngineEvent.MarketData(START, LINE, market.snapshot(1, 0)));
        for (int i = 0; i < FRAMES; i++) {
            frames.add(market.change(1, 1));
        }
    }

    /** The frame. */
    @Benchmark
    public void changes() {
        long n = sequence++;
        engine.process(new EngineEvent.MarketData(START + n * STEP_NANOS, LINE, frames.get((int) (n % FRAMES))));
    }
}
