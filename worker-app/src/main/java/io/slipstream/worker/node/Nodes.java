package io.slipstream.worker.node;

import io.slipstream.worker.feed.Deliveries;
import io.slipstream.worker.feed.FeedScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All endpoints of the chain, judged again and again by what they deliver. */
public final class Nodes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Nodes.class);
    /** How often it is looked whose turn it is to be probed. */
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(250);

    private static final Duration JUDGE_INTERVAL = Duration.ofSeconds(1);
    private static final long MOST_BLOCKS_BEHIND = 20;

    private final NodePool pool;
    private final Function<NodeSocket.Listener, List<NodeSocket>> connecting;
    private final DeliveryRace race;
    private final HeadChain heads;
    private final Deliveries pushes;
    private final FeedScheduler scheduler;
    private final List<FeedScheduler.Task> tasks = new ArrayList<>();
    private volatile List<NodeSocket> sockets = List.of();

    Nodes(
            NodePool pool,
            Function<NodeSocket.Listener, List<NodeSocket>> connecting,
            DeliveryRace race,
            HeadChain heads,
            Deliveries pushes,
            FeedScheduler scheduler) {
        this.pool = pool;
        this.connecting = connecting;
        this.race = race;
        this.heads = heads;
        this.pushes = pushes;
        this.scheduler = scheduler;
    }

    /** The ones that are asked. */
    public NodePool pool() {
        return pool;
    }

    /** Who delivers first. */
    public DeliveryRace race() {
        return race;
    }

    /** The chain they agree on. */
    public HeadChain heads() {
        return heads;
    }

    /** Whether those that push deliver. */
    public Deliveries pushes() {
        return pushes;
    }

    /** Connects to all that push. */
    public void connect(List<LogFilter> filters, NodeSocket.Listener listener) {
        sockets = connecting.apply(listener);
        sockets.forEach(socket -> socket.subscribe(filters));
        sockets.forEach(NodeSocket::connect);
        tasks.add(scheduler.every(JUDGE_INTERVAL, this::judge));
        tasks.add(scheduler.every(PROBE_INTERVAL, this::probe));
    }

    /** Asks all that push for other logs from now on. */
    public void subscribe(List<LogFilter> filters) {
        sockets.forEach(socket -> socket.subscribe(filters));
    }

    /** How every endpoint fares. */
    public List<NodeRecord> records() {
        List<NodeRecord> records = new ArrayList<>();
        sockets.forEach(socket -> records.add(socket.record()));
        pool.nodes().forEach(node -> records.add(node.record()));
        return records;
    }

    /** The newest block that two endpoints know, or the only one; -1 if none has said. */
    public long bestHead() {
        return NodePool.agreed(records().stream()
                .filter(record -> record.state() == NodeRecord.State.LIVE && record.head() >= 0)
                .map(NodeRecord::head)
                .toList());
    }

    @Override
    public void close() {
        tasks.forEach(FeedScheduler.Task::cancel);
        sockets.forEach(NodeSocket::close);
    }

    private void judge() {
        var doubtful = race.judge();
        long best = bestHead();
        for (NodeSocket socket : sockets) {
            socket.judged();
            NodeRecord record = socket.record();
            if (socket.isOverdue()) {
                log.warn("{} leaves its subscriptions unanswered; connecting again", record.endpoint());
                socket.reconnect("left its subscriptions unanswered");
            }
            if (record.state() != NodeRecord.State.LIVE) {
                continue;
            }
            if (doubtful.contains(record)) {
                log.warn("{} keeps silent about logs that others deliver; connecting again", record.endpoint());
                socket.reconnect("kept silent about logs that others delivered");
            } else if (record.head() >= 0 && best - record.head() > MOST_BLOCKS_BEHIND) {
                log.warn("{} is {} blocks behind; connecting again", record.endpoint(), best - record.head());
                socket.reconnect("is %d blocks behind".formatted(best - record.head()));
            }
        }
    }

    private void probe() {
        for (RpcNode node : pool.due()) {
            Thread.ofVirtual().name("probe").start(() -> pool.probe(node));
        }
    }
}
