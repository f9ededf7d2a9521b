package io.slipstream.worker.node;

import io.slipstream.worker.feed.Deliveries;
import io.slipstream.worker.feed.Endpoints;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.RateBudget;
import io.slipstream.worker.settings.PolygonSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts the chain's endpoints together. */
@Component
public final class NodesFactory {

    private static final Duration SOCKET_PATIENCE = Duration.ofSeconds(15);
    private static final int MISSED_SCANS = 4;
    /** Heads come every other second: one who has brought none for so long does not deliver. */
    private static final Duration HEADS_LAST = Duration.ofSeconds(5);

    private final OkHttpClient client;
    private final HttpExchange http;
    private final FeedScheduler scheduler;
    private final JsonMapper json;
    private final Feeds feeds;
    private final InstantSource clock;

    NodesFactory(
            OkHttpClient client,
            HttpExchange http,
            FeedScheduler scheduler,
            JsonMapper json,
            Feeds feeds,
            InstantSource clock) {
        this.client = client;
        this.http = http;
        this.scheduler = scheduler;
        this.json = json;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** The endpoints of these settings, not connected yet. */
    public Nodes create(PolygonSettings settings) {
        DeliveryRace race = new DeliveryRace(System::nanoTime);
        Deliveries pushes = new Deliveries(HEADS_LAST, System::nanoTime);
        Map<String, Integer> names = new HashMap<>();
        Duration patience = settings.scanInterval().multipliedBy(MISSED_SCANS).plusSeconds(10);
        List<RpcNode> asked = new ArrayList<>();
        for (URI url : settings.httpUrls()) {
            asked.add(new RpcNode(
                    url,
                    http,
                    json,
                    feeds.register("polygon http " + Endpoints.shown(url), patience),
                    new NodeRecord(named(names, "http", url), NodeRecord.Transport.HTTP),
                    new RateBudget(settings.requestsPerSecond(), System::nanoTime),
                    new RangeLimit(settings.scanRange()),
                    clock));
        }
        NodePool pool = new NodePool(asked, settings.chainId(), RandomGenerator.getDefault(), System::nanoTime);
        return new Nodes(
                pool,
                listener -> settings.wsUrls().stream()
                        .flatMap(url -> Collections.nCopies(settings.socketsPerNode(), url).stream())
                        .map(url -> socket(url, settings.chainId(), race, pushes.source(), names, listener))
                        .toList(),
                race,
                new HeadChain(),
                pushes,
                scheduler);
    }

    /** Nodes without an endpoint: what hangs on them can be tried without effect. */
    public Nodes none() {
        return new Nodes(
                new NodePool(List.of(), 0, RandomGenerator.getDefault(), System::nanoTime),
                _ -> List.of(),
                new DeliveryRace(System::nanoTime),
                new HeadChain(),
                new Deliveries(HEADS_LAST, System::nanoTime),
                scheduler);
    }

    private NodeSocket socket(
            URI url,
            long chainId,
            DeliveryRace race,
            Deliveries.Source deliveries,
            Map<String, Integer> names,
            NodeSocket.Listener listener) {
        return new NodeSocket(
                url,
                chainId,
                client,
                scheduler,
                json,
                feeds.register("polygon ws " + Endpoints.shown(url), SOCKET_PATIENCE),
                new NodeRecord(named(names, "ws", url), NodeRecord.Transport.WS),
                race,
                deliveries,
                clock,
                listener);
    }

    /** Host and port, numbered where several endpoints share them: the rest of the address is often a key. */
    private static String named(Map<String, Integer> names, String transport, URI url) {
        String name = transport + " " + Endpoints.shown(url);
        int count = names.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + " #" + count;
    }
}
