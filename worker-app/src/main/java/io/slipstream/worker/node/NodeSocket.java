package io.slipstream.worker.node;

import io.slipstream.worker.feed.Deliveries;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.TextSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * One node that pushes heads and logs. Heads come every other second, so that silence means a stalled node; they are the
 * content by which the connection is judged, since leaders may be quiet. Nothing is believed before the node has said that
 * it is on the right chain.
 */
public final class NodeSocket implements TextSocket.Listener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NodeSocket.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int CHAIN_REQUEST = 1;
    private static final int HEADS_REQUEST = 2;
    private static final int FIRST_LOGS_REQUEST = 3;

    private final long chainId;
    private final JsonMapper json;
    private final FrameReader reader;
    private final NodeRecord record;
    private final DeliveryRace race;
    private final Deliveries.Source deliveries;
    private final Listener listener;
    private final InstantSource clock;
    private final TextSocket socket;
    private final Object lock = new Object();
    private List<LogFilter> filters = List.of();
    private int nextRequest = FIRST_LOGS_REQUEST;
    private final Set<Long> pending = new HashSet<>();
    /** Requests that nothing depends on: nobody waits for their answers, and a refusal is one. */
    private final Set<Long> optional = new HashSet<>();

    private final Set<String> wanted = new HashSet<>();
    private volatile Set<String> subscriptions = Set.of();
    private volatile boolean verified;
    private volatile boolean announced;
    private volatile long askedNanos;
    private long missed;

    /** What the node says. */
    public interface Listener {
        /** Subscribed: what came before was missed. */
        void onSubscribed();

        /** A log that passed a filter, or was taken back. Called on the socket's thread: answers at once. */
        void onLog(NodeRecord by, RawLog log);

        /** A new head. */
        void onHead(NodeRecord by, BlockHeader head);

        /** The connection is gone. */
        void onLost(NodeRecord by);
    }

    NodeSocket(
            URI url,
            long chainId,
            OkHttpClient client,
            FeedScheduler scheduler,
            JsonMapper json,
            Feed feed,
            NodeRecord record,
            DeliveryRace race,
            Deliveries.Source deliveries,
            InstantSource clock,
            Listener listener) {
        this.chainId = chainId;
        this.json = json;
        this.reader = new FrameReader(json);
        this.record = record;
        this.race = race;
        this.deliveries = deliveries;
        this.clock = clock;
        this.listener = listener;
        this.socket = new TextSocket(url, client, scheduler, feed, PATIENCE, deliveries, this);
    }

    /** How it has fared. */
    public NodeRecord record() {
        return record;
    }

    /** Opens the connection, and opens it again whenever it is lost. */
    public void connect() {
        socket.connect();
    }

    /** Called after every judgement of the race: who left logs out since the last one is not steady. */
    void judged() {
        long now = record.misses();
        if (now > missed) {
            missed = now;
            deliveries.leftOut();
        }
    }

    /** Whether it is connected and has let its subscriptions go unanswered for too long. */
    boolean isOverdue() {
        return socket.isOpen() && !announced && System.nanoTime() - askedNanos > PATIENCE.toNanos();
    }

    /** Gives the connection up and makes another. */
    void reconnect(String why) {
        record.become(NodeRecord.State.DEMOTED, why);
        socket.reconnect(why);
    }

    /**
     * Asks for other logs from now on, without a gap: the new subscriptions begin before the old ones end, and what both
     * deliver counts once.
     */
    public void subscribe(List<LogFilter> now) {
        synchronized (lock) {
            Set<String> old = subscriptions;
            filters = List.copyOf(now);
            wanted.clear();
            if (socket.isOpen()) {
                requestLogs();
                old.forEach(id -> request(nextRequest++, "eth_unsubscribe", List.of(id)));
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public void onOpen(TextSocket opened) {
        synchronized (lock) {
            verified = false;
            subscriptions = Set.of();
            wanted.clear();
            pending.clear();
            request(CHAIN_REQUEST, "eth_chainId", List.of());
            request(HEADS_REQUEST, "eth_subscribe", List.of("newHeads"));
            requestLogs();
        }
    }

    @Override
    public void onLost(String why) {
        verified = false;
        subscriptions = Set.of();
        record.failed(why);
        if (record.state() == NodeRecord.State.LIVE) {
            record.become(NodeRecord.State.DOWN, why);
        }
        race.left(record);
        listener.onLost(record);
    }

    @Override
    public void onText(String text) {
        switch (reader.frame(text)) {
            case FrameReader.Frame.Log pushed
            when subscriptions.contains(pushed.subscription()) && verified -> {
                delivered();
                listener.onLog(record, pushed.log());
            }
            case FrameReader.Frame.Head pushed
            when verified -> {
                if (!subscriptions.isEmpty()) {
                    delivered(); // heads alone would not tell that logs come
                }
                record.head(pushed.header().number());
                listener.onHead(record, pushed.header());
            }
            case FrameReader.Frame.Log _, FrameReader.Frame.Head _ -> {} // of before, or not to be believed yet
            case FrameReader.Frame.Answer answer -> onAnswer(answer);
            case FrameReader.Frame.Other other -> {
                record.failed("sent something that cannot be read: " + other.what());
                log.debug("{} sent something that cannot be read: {}", record.endpoint(), other.what());
            }
        }
    }

    private void onAnswer(FrameReader.Frame.Answer answer) {
        String error = answer.error();
        if (answer.id() == CHAIN_REQUEST) {
            verify(answer.result());
        } else if (error != null && (answer.id() == HEADS_REQUEST || isPending(answer.id()))) {
            log.warn("{} refused a subscription: {}", record.endpoint(), error);
            reconnect("refused a subscription: " + error);
        } else if (error != null && gaveUp(answer.id())) {
            log.warn("{} refused a subscription that can be done without: {}", record.endpoint(), error);
        } else if (answer.result() != null) {
            subscribed(answer.id(), answer.result());
        }
    }

    private void verify(@Nullable String result) {
        long chain;
        try {
            chain = RpcJson.quantity(String.valueOf(result));
        } catch (IllegalArgumentException e) {
            reconnect("does not say which chain it is on: " + result);
            return;
        }
        if (chain != chainId) {
            log.warn("{} is on chain {}, not {}", record.endpoint(), chain, chainId);
            reconnect("is on chain %d, not %d".formatted(chain, chainId));
            return;
        }
        verified = true;
        announceIfComplete();
    }

    private boolean isPending(long id) {
        synchronized (lock) {
            return pending.contains(id);
        }
    }

    private boolean gaveUp(long id) {
        synchronized (lock) {
            return optional.remove(id);
        }
    }

    private void subscribed(long id, String subscription) {
        synchronized (lock) {
            boolean awaited = pending.remove(id);
            if (!awaited && !optional.remove(id)) {
                return;
            }
            wanted.add(subscription);
            Set<String> all = new HashSet<>(subscriptions);
            all.add(subscription);
            subscriptions = Set.copyOf(all);
            if (pending.isEmpty()) {
                subscriptions = Set.copyOf(wanted);
            }
            if (!awaited) {
                return;
            }
        }
        announceIfComplete();
    }

    private void announceIfComplete() {
        synchronized (lock) {
            if (!verified
                    || !pending.isEmpty()
                    || (wanted.isEmpty() && filters.stream().anyMatch(LogFilter::needed))) {
                return;
            }
        }
        announced = true;
        delivered();
        record.become(NodeRecord.State.LIVE, "pushes");
        race.entered(record);
        listener.onSubscribed();
    }

    private void delivered() {
        socket.delivered();
        record.delivered(clock.instant());
    }

    private void requestLogs() {
        announced = false;
        askedNanos = System.nanoTime();
        pending.clear();
        optional.clear();
        for (LogFilter filter : filters) {
            (filter.needed() ? pending : optional).add((long) nextRequest);
            request(nextRequest++, "eth_subscribe", new ArrayList<>(List.of("logs", filter.toJson())));
        }
    }

    private void request(int id, String method, List<Object> params) {
        boolean _ = socket.send(
                json.writeValueAsString(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
    }
}
