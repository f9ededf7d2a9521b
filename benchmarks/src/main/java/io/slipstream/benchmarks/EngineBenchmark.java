package io.slipstream.benchmarks;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.LeaderRole;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Events through the engine with 1,000 books of 100 levels a side. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {

    private static final int TOKENS = 1_000;
    private static final int LEVELS = 100;
    private static final int LINE = 1;
    private static final Address LEADER = new Address("0x" + "aa".repeat(20));
    private static final Address EXCHANGE = new Address("0x" + "e1".repeat(20));
    private static final long START = 1_795_000_000_000_000_000L;

    private CopyEngine engine = new CopyEngine(config(), RestoredState.EMPTY, _ -> {});
    private TokenId[] tokens = {};
    private long sequence;

    /** Fills the books. */
    @Setup
    public void fillBooks(Blackhole effects) {
        engine = new CopyEngine(config(), RestoredState.EMPTY, effects::consume);
        tokens = new TokenId[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = TokenId.of("10000000000000000000000000000000000000000000000000000000000" + i);
            engine.process(new EngineEvent.InstrumentsListed(START, List.of(instrument(tokens[i]))));
            engine.process(new EngineEvent.MarketData(START, LINE, new BookUpdate.Carried(List.of(tokens[i]))));
            engine.process(new EngineEvent.MarketData(START, LINE, book(tokens[i])));
        }
    }

    /** A frame with one changed level, its top checked. */
    @Benchmark
    public void appliesAChange() {
        long n = sequence++;
        TokenId token = tokens[(int) (n % TOKENS)];
        int price = 4_900 - (int) (n % 20) * 10;
        engine.process(new EngineEvent.MarketData(
                START + n * 1_000,
                LINE,
                new BookUpdate.Changes(
                        List.of(new BookUpdate.Change(token, Side.BUY, price, 1_000_000 + n % 1_000, 4_900, 5_100)),
                        n)));
    }

    /** A leader's fill from detection to the decision and the paper order. */
    @Benchmark
    public void decidesOnAFill() {
        long n = sequence++;
        TokenId token = tokens[(int) (n % TOKENS)];
        long at = START + n * 1_000;
        engine.process(new EngineEvent.FillsDetected(at, List.of(fill(n, token, at))));
    }

    private static EngineConfig config() {
        long second = 1_000_000_000L;
        return new EngineConfig(
                new CopyPolicy(Micros.ONE / 10, 300, TimeInForce.GTC, 30 * second, 30 * second, Micros.ONE),
                1_000_000_000_000_000L,
                PaperConditions.usual(150_000_000, 0),
                second,
                0,
                120_000_000_000L,
                new QuoteAges(Long.MAX_VALUE, Long.MAX_VALUE),
                0,
                10 * second);
    }

    private static Instrument instrument(TokenId token) {
        return new Instrument(
                token,
                "0xc",
                "m",
                "M?",
                "Yes",
                0,
                new Tick(10),
                5 * Micros.ONE,
                new FeeSchedule(50_000, 1, true),
                0,
                false,
                true,
                false);
    }

    private static BookUpdate book(TokenId token) {
        List<Level> bids = new ArrayList<>();
        List<Level> asks = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            bids.add(new Level(4_900 - i * 10, 1_000 * Micros.ONE));
            asks.add(new Level(5_100 + i * 10, 1_000 * Micros.ONE));
        }
        return new BookUpdate.Snapshot(token, bids, asks, null, 0, BookUpdate.PUSHED);
    }

    private static LeaderFill fill(long n, TokenId token, long at) {
        String hash = "0x" + Long.toHexString(n);
        return new LeaderFill(
                new UUID(1, n),
                "polygon",
                LEADER,
                LeaderRole.TAKER,
                EXCHANGE,
                n / 100,
                hash,
                hash,
                n % 100,
                hash,
                LEADER,
                EXCHANGE,
                token,
                false,
                Side.BUY,
                510_000,
                100 * Micros.ONE,
                51 * Micros.ONE,
                0,
                at,
                at,
                "{}",
                null);
    }
}
