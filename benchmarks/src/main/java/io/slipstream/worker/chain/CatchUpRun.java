package io.slipstream.worker.chain;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.benchmarks.wire.HistoryNode;
import io.slipstream.benchmarks.wire.LogText;
import io.slipstream.benchmarks.wire.Wallets;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.InboxReader;
import io.slipstream.worker.feed.LooseFeeds;
import io.slipstream.worker.node.LooseNodes;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.settings.PolygonSettings;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole source of leader fills catching up with a past, as at a worker's start: the newest blocks are read beside it
 * within the same budget. Every fill of the past has to come, and come once.
 *
 * @param name what it is called in the report
 * @param blocks of the past
 * @param mostBlocks that the node answers for at once
 * @param requestsPerSecond that the watcher allows itself
 */
public record CatchUpRun(String name, int leaders, int blocks, int mostBlocks, int requestsPerSecond) {

    private static final long POLYGON = 137;
    private static final int SCAN_RANGE = 2_000;
    private static final int FILTER_THRESHOLD = 500;
    private static final long PATIENCE_MINUTES = 15;
    /** From the last block of the past, which is final, to the head. */
    private static final long FIRST_FINAL = 8;

    /** Heads the table of results. */
    public static void head(PrintStream out) {
        out.println(
                "| what | leaders | blocks | at once | requests/s | took | blocks/s | fills | missed | doubled | answers"
                        + " | refusals |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    /** Runs and adds a row to the table. */
    public void run(PrintStream out) throws IOException, InterruptedException {
        long from = LogText.FIRST_BLOCK;
        long to = from + blocks - 1;
        EngineInbox inbox = new EngineInbox();
        FollowedLeaders followed = new FollowedLeaders();
        followed.take(Wallets.leaders(leaders, from));
        Past past = new Past(from, to);
        OkHttpClient client = new OkHttpClient();
        JsonMapper json = new JsonMapper();
        LooseFeeds feeds = LooseFeeds.over(client, json);
        try (HistoryNode node = HistoryNode.open(Wallets.first(leaders), to + FIRST_FINAL, mostBlocks);
                InboxReader _ = InboxReader.start(inbox, past::take)) {
            ChainSource source = new PolygonSourceFactory(
                            LooseNodes.factory(client, json, feeds),
                            followed,
                            inbox,
                            InstantSource.system(),
                            InboxReader.nanos(InstantSource.system()),
                            new SimpleMeterRegistry(),
                            new StandingTasks(InstantSource.system(), new SimpleMeterRegistry()))
                    .watcher(settings(node), List.of(), List.of(), null)
                    .source();
            source.start();
            boolean done = past.read.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
            source.stop();
            feeds.scheduler().close();
            if (!done) {
                throw new IllegalStateException("not caught up after %d minutes".formatted(PATIENCE_MINUTES));
            }
            report(out, node, past);
        }
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private PolygonSettings settings(HistoryNode node) {
        return new PolygonSettings(
                List.of(),
                List.of(node.url()),
                1,
                ExchangeContract.venue(),
                null,
                Duration.ofSeconds(5),
                SCAN_RANGE,
                POLYGON,
                requestsPerSecond,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Set.of(),
                FILTER_THRESHOLD);
    }

    private void report(PrintStream out, HistoryNode node, Past past) {
        double seconds = (past.readNanos - node.firstPastNanos()) / 1e9;
        int expected = (blocks + HistoryNode.BLOCKS_A_LOG - 1) / HistoryNode.BLOCKS_A_LOG;
        out.printf(
                "| %s | %d | %d | %d | %s | %.1f s | %.0f | %d | %d | %d | %d | %d |%n",
                name,
                leaders,
                blocks,
                mostBlocks,
                requestsPerSecond >= 1_000_000 ? "no limit" : Integer.toString(requestsPerSecond),
                seconds,
                blocks / seconds,
                expected,
                expected - past.seen.cardinality(),
                past.doubled,
                node.answers(),
                node.refusals());
    }

    /** What came of the past; changed on the inbox's thread until it is read. */
    private static final class Past {
        private final long from;
        private final long to;
        private final BitSet seen = new BitSet();
        private final CountDownLatch read = new CountDownLatch(1);
        private int doubled;
        private long readNanos;

        Past(long from, long to) {
            this.from = from;
            this.to = to;
        }

        void take(EngineEvent event) {
            if (!(event instanceof EngineEvent.RangeScanned scanned) || read.getCount() == 0) {
                return;
            }
            for (LeaderFill fill : scanned.fills()) {
                if (fill.blockNumber() <= to) {
                    int block = (int) (fill.blockNumber() - from);
                    doubled += seen.get(block) ? 1 : 0;
                    seen.set(block);
                }
            }
            long least = scanned.cursors().stream()
                    .mapToLong(CursorMove::toBlock)
                    .min()
                    .orElse(-1);
            if (least >= to) {
                readNanos = System.nanoTime();
                read.countDown();
            }
        }
    }
}
