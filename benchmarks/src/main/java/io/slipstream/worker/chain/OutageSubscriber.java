package io.slipstream.worker.chain;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.persistence.LeaderStore;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.InboxReader;
import io.slipstream.worker.feed.LooseFeeds;
import io.slipstream.worker.node.LooseNodes;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.settings.PolygonSettings;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/** The whole source of leader fills against one node; writes down when the engine's thread has each fill for the first time. */
public final class OutageSubscriber {

    private static final long POLYGON = 137;
    private static final int SCAN_RANGE = 2_000;
    private static final int REQUESTS_PER_SECOND = 20;
    private static final int FILTER_THRESHOLD = 500;

    private final Set<String> seen = new HashSet<>();
    private final Writer out;

    private OutageSubscriber(Writer out) {
        this.out = out;
    }

    /** Arguments: the node's address, a file with the followed wallets, where to write, for how many seconds. */
    public static void main(String[] args) throws Exception {
        EngineInbox inbox = new EngineInbox();
        FollowedLeaders followed = new FollowedLeaders();
        List<LeaderStore.Leader> leaders = new ArrayList<>();
        for (String wallet : Files.readAllLines(Path.of(args[1]))) {
            leaders.add(new LeaderStore.Leader(
                    new UUID(3, leaders.size()), new Address(wallet), wallet, null, true, false, leaders.size() + 1L));
        }
        followed.take(leaders);
        OkHttpClient client = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(10))
                .build();
        JsonMapper json = new JsonMapper();
        LooseFeeds feeds = LooseFeeds.over(client, json);
        try (Writer out = Files.newBufferedWriter(Path.of(args[2]));
                InboxReader _ = InboxReader.start(inbox, new OutageSubscriber(out)::take)) {
            ChainSource source = new PolygonSourceFactory(
                            LooseNodes.factory(client, json, feeds),
                            followed,
                            inbox,
                            InstantSource.system(),
                            InboxReader.nanos(InstantSource.system()),
                            new SimpleMeterRegistry(),
                            new StandingTasks(InstantSource.system(), new SimpleMeterRegistry()))
                    .watcher(settings(args[0]), List.of(), List.of(), null)
                    .source();
            source.start();
            TimeUnit.SECONDS.sleep(Long.parseLong(args[3]));
            source.stop();
        }
        System.exit(0); // the client's threads linger
    }

    private void take(EngineEvent event) {
        long now = System.nanoTime();
        List<LeaderFill> fills = switch (event) {
            case EngineEvent.FillsDetected detected -> detected.fills();
            case EngineEvent.RangeScanned scanned -> scanned.fills();
            default -> List.of();
        };
        try {
            for (LeaderFill fill : fills) {
                String place = fill.txHash() + ":" + fill.logIndex();
                if (seen.add(place)) {
                    out.write(place + " " + now + "\n");
                    out.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PolygonSettings settings(String node) {
        return new PolygonSettings(
                List.of(URI.create(node.replace("http", "ws"))),
                List.of(URI.create(node)),
                1,
                ExchangeContract.venue(),
                null,
                Duration.ofSeconds(5),
                SCAN_RANGE,
                POLYGON,
                REQUESTS_PER_SECOND,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Set.of(),
                FILTER_THRESHOLD);
    }
}
