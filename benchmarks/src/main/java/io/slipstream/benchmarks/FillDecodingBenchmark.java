package io.slipstream.benchmarks;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.OrderFilledDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a parsed log to a fill. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FillDecodingBenchmark {

    private final ExchangeContract exchange = ExchangeContract.venue().get(2);
    private final ChainLog log = new ChainLog(
            new Address("0xe111180000d2663c0091e4f400237545b87b996b"),
            List.of(
                    EventLayout.V2.topic0(),
                    "0x" + "ab".repeat(32),
                    "0x" + "0".repeat(24) + "11".repeat(20),
                    "0x" + "0".repeat(24) + "22".repeat(20)),
            "0x" + "0".repeat(64) + "cd997ada6ab1e2cc68c6566e5142cdc885a275d4fa5a1e13b3fdccf22a3f2340"
                    + "%064x%064x%064x".formatted(30_000_000, 102_116_000, 1_059_320) + "0".repeat(128),
            90_000_000,
            "0x" + "bb".repeat(32),
            "0x" + "cc".repeat(32),
            17,
            1_795_000_000L,
            false);

    /** One log of layout V2. */
    @Benchmark
    public Decoded decodesAFill() {
        return OrderFilledDecoder.decode(log, exchange);
    }
}
