package io.slipstream.worker.chain;

import io.slipstream.benchmarks.handover.Measured;
import io.slipstream.benchmarks.handover.SubscriberProcess;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.TimeInForce;
import io.slipstream.worker.engine.InboxReader;
import io.slipstream.worker.feed.LooseFeeds;
import io.slipstream.worker.node.BlockHeader;
import io.slipstream.worker.node.LooseNodes;
import io.slipstream.worker.node.NodeRecord;
import io.slipstream.worker.node.NodeSocket;
import io.slipstream.worker.node.Nodes;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.settings.PolygonSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * This watcher on a real socket: from the node's write to the event in the engine's inbox. A process of its own. Columns:
 * write to hand-over, write to the bytes read from the socket, write to the event made and not yet put into the inbox, bytes
 * read to hand-over, write to the engine's thread.
 */
public final class SlipstreamSubscriber {

    private static final int HANDED_OVER = 0;
    private static final int READ = 1;
    private static final int MADE = 2;
    private static final int OWN = 3;
    private static final int TAKEN = 4;
    private static final int COLUMNS = 5;
    private static final int ENOUGH = 1_000_000;
    private static final long POLYGON = 137;

    private SlipstreamSubscriber() {}

    /** Arguments: the node's URL, how many are followed, the first log that counts, how many there are, where to write. */
    public static void main(String[] args) throws Exception {
        Measured measured = new Measured(Integer.parseInt(args[2]), Integer.parseInt(args[3]), COLUMNS);
        StampingSockets sockets = new StampingSockets();
        OkHttpClient client = new OkHttpClient.Builder().socketFactory(sockets).build();
        JsonMapper json = new JsonMapper();
        LooseFeeds feeds = LooseFeeds.over(client, json);
        new Rehearsal(
                        LooseNodes.factory(client, json, feeds).none(),
                        ExchangeContract.venue().stream()
                                .filter(exchange -> exchange.layout() == EventLayout.V2)
                                .findFirst()
                                .orElseThrow(),
                        config(),
                        InboxReader.nanos(InstantSource.system()),
                        System::nanoTime)
                .run();
        Nodes nodes = LooseNodes.factory(client, json, feeds).create(settings(URI.create(args[0])));
        LooseIntake watcher = new LooseIntake(
                Integer.parseInt(args[1]),
                nodes.race(),
                nodes.heads(),
                () -> Instant.ofEpochSecond(0, System.nanoTime()));
        try (InboxReader _ = InboxReader.start(watcher.inbox(), event -> taken(event, measured))) {
            nodes.connect(List.of(watcher.filter()), new Timed(watcher.intake(), sockets, measured));
            measured.writeTo(Path.of(args[4]), SubscriberProcess.PATIENCE_SECONDS);
        }
        nodes.close();
        System.exit(0); // the client's threads linger
    }

    private static void taken(EngineEvent event, Measured measured) {
        if (event instanceof EngineEvent.FillsDetected detected) {
            long now = System.nanoTime();
            for (LeaderFill fill : detected.fills()) {
                measured.record(MADE, fill.txHash(), detected.atNanos());
                measured.record(TAKEN, fill.txHash(), now);
            }
        }
    }

    private static EngineConfig config() {
        long second = 1_000_000_000L;
        return new EngineConfig(
                new CopyPolicy(Micros.ONE / 10, 300, TimeInForce.GTC, 30 * second, 30 * second, Micros.ONE),
                1_000_000_000_000_000L,
                PaperConditions.usual(150_000_000, 0),
                second,
                0,
                120 * second,
                new QuoteAges(Long.MAX_VALUE, Long.MAX_VALUE),
                0,
                10 * second);
    }

    private static PolygonSettings settings(URI url) {
        return new PolygonSettings(
                List.of(url),
                List.of(),
                1,
                ExchangeContract.venue(),
                null,
                Duration.ofSeconds(5),
                ENOUGH,
                POLYGON,
                ENOUGH,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Set.of(),
                ENOUGH);
    }

    /** Notes when the intake has answered: then the event is in the inbox. */
    private record Timed(ChainIntake intake, StampingSockets sockets, Measured measured)
            implements NodeSocket.Listener {

        @Override
        public void onLog(NodeRecord by, RawLog log) {
            long read = sockets.readNanos();
            intake.onLog(by, log);
            long now = System.nanoTime();
            String txHash = String.valueOf(log.transactionHash());
            measured.record(READ, txHash, read);
            measured.record(OWN, txHash, read, now);
            measured.record(HANDED_OVER, txHash, now);
        }

        @Override
        public void onSubscribed() {
            intake.onSubscribed();
        }

        @Override
        public void onHead(NodeRecord by, BlockHeader head) {
            intake.onHead(by, head);
        }

        @Override
        public void onLost(NodeRecord by) {
            intake.onLost(by);
        }
    }
}
