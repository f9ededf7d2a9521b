package io.slipstream.worker.node;

import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that are asked. All are used; one that fails, falls behind, stands still or is on another chain is demoted and
 * probed again after a pause that grows. When that has come to all of them, those are asked on that are known to be on the
 * right chain, and none is left alone for more than a second. Thread-safe.
 */
public final class NodePool {

    private static final Logger log = LoggerFactory.getLogger(NodePool.class);
    private static final long MOST_BLOCKS_BEHIND = 20;
    /** A node may hear of blocks early, but not of minutes of them. */
    private static final long MOST_BLOCKS_AHEAD = 200;

    private static final int FAILURES_TO_DEMOTE = 2;
    private static final Duration HEAD_PATIENCE = Duration.ofSeconds(60);
    private static final Backoff.Pause BETWEEN_PROBES = new Backoff.Pause(Duration.ofSeconds(3), Duration.ofSeconds(3));

    private final List<RpcNode> nodes;
    private final long chainId;
    private final LongSupplier nanoTime;
    private final Map<RpcNode, Standing> standings = new ConcurrentHashMap<>();

    NodePool(List<RpcNode> nodes, long chainId, RandomGenerator random, LongSupplier nanoTime) {
        this.nodes = List.copyOf(nodes);
        this.chainId = chainId;
        this.nanoTime = nanoTime;
        nodes.forEach(node -> standings.put(node, new Standing(random, () -> othersLive(node), nanoTime)));
    }

    /** All of them. */
    public List<RpcNode> nodes() {
        return nodes;
    }

    /** The node to ask next that is not one of these, null if there is none. */
    public @Nullable RpcNode pick(Set<RpcNode> but) {
        return live().stream()
                .filter(node -> !but.contains(node))
                .min(Comparator.comparing((RpcNode node) -> node.budget().pause())
                        .thenComparingLong(node -> -node.record().wins()))
                .orElse(null);
    }

    /**
     * The node to ask next; one of these if there is no other.
     *
     * @throws IOException if no node is known to be on the right chain; the message says why
     */
    public RpcNode pickAny(Set<RpcNode> but) throws IOException {
        RpcNode node = pick(but);
        if (node == null) {
            node = pick(Set.of());
        }
        if (node == null) {
            throw new IOException(nodes.stream()
                    .map(each -> each.name() + ": " + each.record().detail())
                    .collect(Collectors.joining("; ", "no node can be relied upon (", ")")));
        }
        return node;
    }

    /** The live nodes; where there is none, all that are known to be on the right chain. */
    public List<RpcNode> live() {
        List<RpcNode> live = nodes.stream().filter(node -> standing(node).live).toList();
        return live.isEmpty()
                ? nodes.stream().filter(node -> standing(node).rightChain).toList()
                : live;
    }

    /** The newest block that two live nodes know, or the only one that there is; -1 if none has said. */
    public long agreedHead() {
        return agreed(live().stream()
                .filter(node -> node.record().head() >= 0)
                .map(node -> node.record().head())
                .toList());
    }

    /** What at least two of these reach, or the only one of them; -1 of none: nobody is believed alone who has company. */
    public static long agreed(List<Long> numbers) {
        return numbers.stream()
                .sorted(Comparator.reverseOrder())
                .skip(numbers.size() > 1 ? 1 : 0)
                .findFirst()
                .orElse(-1L);
    }

    /** It answered: if failures alone spoke against it, it is relied upon again. */
    public void answered(RpcNode node) {
        Standing standing = standing(node);
        standing.failures.set(0);
        if (!standing.live && standing.rightChain && node.record().state() == NodeRecord.State.DOWN) {
            rely(node, standing, "it answers again");
        }
    }

    /** It failed. */
    public void failed(RpcNode node, IOException how) {
        String why = String.valueOf(how.getMessage());
        if (how instanceof RpcNode.BusyException) {
            demote(node, NodeRecord.State.DEMOTED, why);
        } else if (standing(node).failures.incrementAndGet() >= FAILURES_TO_DEMOTE) {
            demote(node, NodeRecord.State.DOWN, why);
        }
    }

    /** It cannot be relied upon, for a reason that is told. */
    public void demote(RpcNode node, NodeRecord.State state, String why) {
        Standing standing = standing(node);
        boolean wasLive = standing.live;
        standing.live = false;
        standing.waiting.begin(standing.backoff.pause());
        node.record().become(state, why);
        if (wasLive && othersLive(node)) {
            log.warn("{} is not relied upon: {}; it is probed again after a pause", node.name(), why);
        } else if (wasLive) {
            log.warn("{} fails and no other node does better: {}; it is asked on", node.name(), why);
        }
    }

    /** Asks every live node for its head and every demoted one whether it can be relied upon again. Takes a while. */
    public void probe() {
        nodes.forEach(this::probe);
    }

    /** The same of those alone whose turn it is: live ones every few seconds, demoted ones after their pause. */
    List<RpcNode> due() {
        return nodes.stream().filter(node -> standing(node).isDue()).toList();
    }

    /** Asks one, unless it is being asked or is demoted and its pause is not over. Takes a while. */
    void probe(RpcNode node) {
        Standing standing = standing(node);
        if ((!standing.live && !standing.isDue()) || !standing.asked.compareAndSet(false, true)) {
            return;
        }
        try {
            check(node, standing);
        } catch (IOException e) {
            demote(node, NodeRecord.State.DOWN, String.valueOf(e.getMessage()));
        } finally {
            standing.asked.set(false);
        }
    }

    private void check(RpcNode node, Standing standing) throws IOException {
        long chain = node.chainId();
        standing.rightChain = chain == chainId;
        if (!standing.rightChain) {
            demote(node, NodeRecord.State.DEMOTED, "is on chain %d, not %d".formatted(chain, chainId));
            return;
        }
        long head = node.head();
        List<Long> others = nodes.stream()
                .filter(other ->
                        other != node && standing(other).live && other.record().head() >= 0)
                .map(other -> other.record().head())
                .toList();
        // of two that differ the farther one is believed; of three, the one that has company
        boolean company = others.size() > 1;
        long best = company ? agreed(others) : others.stream().findFirst().orElse(-1L);
        if (company && head - best > MOST_BLOCKS_AHEAD) {
            demote(node, NodeRecord.State.DEMOTED, "is %d blocks ahead of all others".formatted(head - best));
        } else if (best - head > MOST_BLOCKS_BEHIND) {
            demote(node, NodeRecord.State.DEMOTED, "is %d blocks behind".formatted(best - head));
        } else if (standing.standsStill(head, nanoTime.getAsLong())) {
            demote(node, NodeRecord.State.DEMOTED, "stands still at block " + head);
        } else if (standing.live) {
            standing.waiting.begin(BETWEEN_PROBES);
        } else {
            rely(node, standing, "it answers and knows block " + head);
        }
    }

    private void rely(RpcNode node, Standing standing, String why) {
        standing.live = true;
        standing.failures.set(0);
        standing.backoff.reset();
        standing.waiting.begin(BETWEEN_PROBES);
        node.record().become(NodeRecord.State.LIVE, "answers");
        log.info("{} is relied upon: {}", node.name(), why);
    }

    private boolean othersLive(RpcNode node) {
        return nodes.stream().anyMatch(other -> other != node && standing(other).live);
    }

    private Standing standing(RpcNode node) {
        Standing standing = standings.get(node);
        if (standing == null) {
            throw new IllegalArgumentException("not a node of this pool: " + node.name());
        }
        return standing;
    }

    /** What is thought of a node. Every node begins as one that has to be probed. */
    private static final class Standing {
        private final Backoff backoff;
        private final Waiting waiting;
        private final AtomicBoolean asked = new AtomicBoolean();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean live;
        private volatile boolean rightChain;
        private long lastHead = -1;
        private long lastHeadNanos;

        Standing(RandomGenerator random, BooleanSupplier othersLive, LongSupplier nanoTime) {
            this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), random);
            this.waiting = new Waiting(othersLive, nanoTime);
        }

        boolean isDue() {
            return waiting.left().isZero();
        }

        synchronized boolean standsStill(long head, long nowNanos) {
            if (head != lastHead) {
                lastHead = head;
                lastHeadNanos = nowNanos;
                return false;
            }
            return nowNanos - lastHeadNanos > HEAD_PATIENCE.toNanos();
        }
    }
}
