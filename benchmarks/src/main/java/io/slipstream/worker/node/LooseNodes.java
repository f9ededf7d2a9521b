package io.slipstream.worker.node;

import io.slipstream.worker.feed.Deliveries;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.LooseFeeds;
import io.slipstream.worker.feed.TextSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/** The chain's endpoints, put together without Spring: for benchmarks. */
public final class LooseNodes {

    private static final long POLYGON = 137;
    private static final URI URL = URI.create("ws://127.0.0.1:9");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private LooseNodes() {}

    /** Makes endpoints as the worker does. */
    public static NodesFactory factory(OkHttpClient client, JsonMapper json, LooseFeeds feeds) {
        return new NodesFactory(client, feeds.http(), feeds.scheduler(), json, feeds.feeds(), InstantSource.system());
    }

    /** Nothing that can be asked. */
    public static NodePool noPool() {
        return new NodePool(List.of(), POLYGON, RandomGenerator.getDefault(), System::nanoTime);
    }

    /** A race of its own. */
    public static DeliveryRace race(LongSupplier nanoTime) {
        return new DeliveryRace(nanoTime);
    }

    /** What a race does once a second. */
    public static void judge(DeliveryRace race) {
        race.judge();
    }

    /** A socket without a network, subscribed to logs: frames are given to it by hand. */
    public static NodeSocket subscribed(
            String subscription, LogFilter filter, DeliveryRace race, NodeSocket.Listener listener) {
        JsonMapper json = new JsonMapper();
        OkHttpClient client = new OkHttpClient();
        LooseFeeds feeds = LooseFeeds.over(client, json);
        Feed feed = feeds.feeds().register("polygon ws", PATIENCE);
        NodeSocket socket = new NodeSocket(
                URL,
                POLYGON,
                client,
                feeds.scheduler(),
                json,
                feed,
                new NodeRecord("ws", NodeRecord.Transport.WS),
                race,
                Deliveries.alone(),
                InstantSource.system(),
                listener);
        socket.subscribe(List.of(filter));
        socket.onOpen(new TextSocket(URL, client, feeds.scheduler(), feed, PATIENCE, Deliveries.alone(), socket));
        socket.onText("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x89\"}");
        socket.onText("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":\"" + subscription + "\"}");
        return socket;
    }
}
