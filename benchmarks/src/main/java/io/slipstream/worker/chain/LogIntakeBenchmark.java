package io.slipstream.worker.chain;

import io.slipstream.benchmarks.wire.LogText;
import io.slipstream.benchmarks.wire.Wallets;
import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.InboxReader;
import io.slipstream.worker.node.DeliveryRace;
import io.slipstream.worker.node.HeadChain;
import io.slipstream.worker.node.LooseNodes;
import io.slipstream.worker.node.NodeSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/**
 * What a log costs, from the text of a frame to the event in the inbox and out of it. For the watcher's memory of newest
 * logs a thousand logs are a second, so that it is as large as it would be at that rate.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LogIntakeBenchmark {

    private static final String SUBSCRIPTION = "0x1095";
    private static final int LOGS_A_SECOND = 1_000;
    private static final int BLOCKS_TO_FINALITY = 16;
    private static final int SAMPLE = 8_192;

    /** How many are followed. */
    @Param({"1", "1000", "100000"})
    public int leaders;

    private final LogText text = LogText.pushed(SUBSCRIPTION);
    private List<Address> makers = List.of();
    private List<Address> strangers = List.of();
    private @Nullable LooseIntake watcher;
    private @Nullable DeliveryRace race;
    private @Nullable NodeSocket socket;
    private long number;

    /** Follows the leaders and subscribes. */
    @Setup
    public void subscribe() {
        DeliveryRace newRace = LooseNodes.race(() -> number * TimeUnit.SECONDS.toNanos(1) / LOGS_A_SECOND);
        LooseIntake newWatcher = new LooseIntake(leaders, newRace, new HeadChain(), InstantSource.system());
        race = newRace;
        watcher = newWatcher;
        socket = LooseNodes.subscribed(SUBSCRIPTION, newWatcher.filter(), newRace, newWatcher.intake());
        makers = Wallets.first(Math.min(leaders, SAMPLE));
        strangers = Wallets.first(leaders + SAMPLE).subList(leaders, leaders + SAMPLE);
    }

    /** The log of somebody who is followed. */
    @Benchmark
    public @Nullable EngineEvent leadersLog() {
        return handOver(makers);
    }

    /** The log of somebody who is not, as nodes push it where they do not filter. */
    @Benchmark
    public @Nullable EngineEvent strangersLog() {
        return handOver(strangers);
    }

    /** Only the text, which the others make too. */
    @Benchmark
    public String textAlone() {
        return text(makers);
    }

    private @Nullable EngineEvent handOver(List<Address> of) {
        if (socket == null || watcher == null || race == null) {
            throw new IllegalStateException("not set up");
        }
        socket.onText(text(of));
        if (number % LOGS_A_SECOND == 0) {
            LooseNodes.judge(race);
            watcher.settled(block() - BLOCKS_TO_FINALITY);
        }
        return InboxReader.next(watcher.inbox());
    }

    private String text(List<Address> of) {
        number++;
        return text.of(number, of.get((int) (number * 7_919 % of.size())), block())
                .string();
    }

    private long block() {
        return LogText.FIRST_BLOCK + number / (2 * LOGS_A_SECOND);
    }
}
