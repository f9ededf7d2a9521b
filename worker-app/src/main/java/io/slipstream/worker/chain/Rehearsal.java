package io.slipstream.worker.chain;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.persistence.LeaderStore;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.node.FrameReader;
import io.slipstream.worker.node.NodeRecord;
import io.slipstream.worker.node.Nodes;
import io.slipstream.worker.source.FollowedLeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way of a pushed log from the text of its frame to the engine's decision, gone many times before the first real one, so
 * that a burst in the first block does not meet code that was never run. Everything on the way is made for it and thrown
 * away: nothing is stored, counted, recorded or told.
 */
final class Rehearsal {

    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    /** Nobody waits for longer than this for the worker to start. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private static final int MOST_LOGS = 20_000;
    private static final int LOGS_A_BLOCK = 50;
    private static final int OVERLAP_BLOCKS = 16;
    private static final long FIRST_BLOCK = 90_000_000;
    private static final long FIRST_TIME = 1_790_000_000;
    private static final Address LEADER = new Address("0x" + "1eade7".repeat(6) + "0001");
    private final ExchangeContract exchange;
    private final LongSupplier nanoTime;
    private final FrameReader reader = new FrameReader(new JsonMapper());
    private final EngineInbox inbox = new EngineInbox();
    private final KnownLogs known = new KnownLogs();
    private final NodeRecord node;
    private final ChainIntake intake;
    private final CopyEngine engine;

    /**
     * Sets the stage.
     *
     * @param nodes without an endpoint
     * @param exchange of the newer layout
     * @param config of an engine that is thrown away
     */
    Rehearsal(Nodes nodes, ExchangeContract exchange, EngineConfig config, EpochNanos nanos, LongSupplier nanoTime) {
        this.exchange = exchange;
        this.nanoTime = nanoTime;
        this.node = NodeRecord.unused("rehearsal");
        this.engine = new CopyEngine(config, RestoredState.EMPTY, _ -> {});
        FollowedLeaders followed = new FollowedLeaders();
        followed.take(List.of(new LeaderStore.Leader(new UUID(0, 1), LEADER, "rehearsal", 1L, true, false, 1)));
        Coverage coverage = new Coverage(List.of(exchange), Cursor.MAKER_TOPIC, followed.all(), List.of());
        var _ = coverage.begin(followed.all(), FIRST_BLOCK);
        FillDecoder decoder = new FillDecoder(
                List.of(exchange),
                followed,
                nodes.heads(),
                inbox,
                InstantSource.system(),
                nanos,
                new SimpleMeterRegistry());
        ScanPace pace =
                new ScanPace(LONGEST, Backoff.alone(LONGEST, RandomGenerator.getDefault()), nodes.pushes(), nanoTime);
        this.intake = new ChainIntake(
                decoder,
                nodes.race(),
                nodes.heads(),
                coverage,
                known,
                new UntimedBlocks(),
                nodes.pool(),
                inbox,
                nanos,
                pace);
    }

    /** Goes the way until it is warm or the time is over; answers how many fills the engine decided on. */
    int run() {
        long begun = nanoTime.getAsLong();
        int logs = 0;
        int decided = 0;
        while (logs < MOST_LOGS && nanoTime.getAsLong() - begun < LONGEST.toNanos()) {
            if (reader.frame(frame(logs)) instanceof FrameReader.Frame.Log pushed) {
                intake.onLog(node, pushed.log());
            }
            decided += take();
            logs++;
            if (logs % LOGS_A_BLOCK == 0) {
                known.forgetBefore(FIRST_BLOCK + logs / LOGS_A_BLOCK - OVERLAP_BLOCKS);
            }
        }
        log.info("rehearsed with {} logs in {} ms", logs, (nanoTime.getAsLong() - begun) / 1_000_000);
        return decided;
    }

    private int take() {
        try {
            EngineEvent event = inbox.poll(Duration.ZERO);
            if (event != null) {
                engine.process(event);
            }
            return event instanceof EngineEvent.FillsDetected detected
                    ? detected.fills().size()
                    : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String frame(int number) {
        long block = FIRST_BLOCK + number / LOGS_A_BLOCK;
        String padding = "0".repeat(24);
        return """
            {"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"0x1","result":{"address":"%s",\
            "topics":["%s","0x%064x","0x%s%s","0x%s%s"],"data":"0x%064x%064x%064x%064x%064x%064x%064x",\
            "blockNumber":"0x%x","transactionHash":"0x%064x","transactionIndex":"0x38","blockHash":"0x%064x",\
            "blockTimestamp":"0x%x","logIndex":"0x%x","removed":false}}}""".formatted(
                        exchange.address().hex(),
                        EventLayout.V2.topic0(),
                        number,
                        padding,
                        LEADER.hex().substring(2),
                        padding,
                        exchange.address().hex().substring(2),
                        0,
                        7_919,
                        30_000_000,
                        102_116_000,
                        0,
                        0,
                        0,
                        block,
                        number,
                        block,
                        FIRST_TIME + block - FIRST_BLOCK,
                        number % LOGS_A_BLOCK);
    }
}
