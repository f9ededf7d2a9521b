package io.slipstream.worker.node;

import io.slipstream.worker.feed.Deliveries;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.RateBudget;
import io.slipstream.worker.feed.TestingFeeds;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Nodes for tests of what asks them. */
public final class TestingNodes {

    /** The chain they are expected to be on. */
    public static final long CHAIN = 137;

    private TestingNodes() {}

    /** A node that pushes. */
    public static NodeRecord pushing(String name) {
        return new NodeRecord(name, NodeRecord.Transport.WS);
    }

    /** A chain of heads of which none came yet. */
    public static HeadChain heads() {
        return new HeadChain();
    }

    /** Nodes without an endpoint. */
    public static Nodes none() {
        return new Nodes(
                new NodePool(List.of(), CHAIN, new Random(1), System::nanoTime),
                _ -> List.of(),
                race(),
                heads(),
                new Deliveries(Duration.ofSeconds(5), System::nanoTime),
                new FeedScheduler());
    }

    /** A race that nobody has entered. */
    public static DeliveryRace race() {
        return new DeliveryRace(System::nanoTime);
    }

    /** A pool of these, all of them probed once. */
    public static NodePool pool(int range, URI... urls) {
        List<RpcNode> nodes = new ArrayList<>();
        for (URI url : urls) {
            nodes.add(new RpcNode(
                    url,
                    TestingFeeds.http(),
                    new JsonMapper(),
                    TestingFeeds.feed(),
                    new NodeRecord("http " + url.getPort(), NodeRecord.Transport.HTTP),
                    new RateBudget(10_000, System::nanoTime),
                    new RangeLimit(range),
                    InstantSource.system()));
        }
        NodePool pool = new NodePool(nodes, CHAIN, new Random(1), System::nanoTime);
        pool.probe();
        return pool;
    }
}
