package io.slipstream.worker.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * All endpoints deliver the same logs: the first wins, the others confirm, and who has not delivered after a while has missed
 * it. Holds the newest {@value #CAPACITY} logs. Thread-safe.
 */
public final class DeliveryRace {

    private static final int CAPACITY = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MISSES_TO_DOUBT = 3;

    private final LongSupplier nanoTime;
    private final Map<String, Delivery> deliveries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Delivery> eldest) {
            return size() > CAPACITY;
        }
    };
    private final ArrayDeque<Delivery> unjudged = new ArrayDeque<>();
    private final Map<NodeRecord, Runner> runners = new HashMap<>();

    DeliveryRace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** From now on this endpoint is expected to push every log. */
    synchronized void entered(NodeRecord endpoint) {
        runners.put(endpoint, new Runner(nanoTime.getAsLong()));
    }

    /** It pushes no more. */
    synchronized void left(NodeRecord endpoint) {
        runners.remove(endpoint);
    }

    /** A log was delivered; tells whether that is the first time. */
    public synchronized boolean delivered(RawLog log, NodeRecord by) {
        long now = nanoTime.getAsLong();
        Delivery known = deliveries.get(log.place());
        Runner runner = runners.get(by);
        if (runner != null) {
            runner.missedInARow = 0;
        }
        if (known == null) {
            Delivery first = new Delivery(log.blockHash() == null ? "" : log.blockHash(), now);
            first.by.add(by);
            deliveries.put(log.place(), first);
            unjudged.addLast(first);
            by.won();
            return true;
        }
        if (known.by.add(by)) {
            by.confirmed(now - known.atNanos);
        }
        return false;
    }

    /** A log was taken back: when it comes again, it comes for the first time. */
    public synchronized void takenBack(RawLog log) {
        deliveries.remove(log.place());
    }

    /** These blocks are replaced: should they come back, their logs come for the first time. */
    public synchronized void orphaned(Collection<String> blockHashes) {
        deliveries.values().removeIf(delivery -> blockHashes.contains(delivery.blockHash));
    }

    /** Judges what has had time enough; tells the endpoints that missed several logs in a row. */
    synchronized Set<NodeRecord> judge() {
        long now = nanoTime.getAsLong();
        Set<NodeRecord> doubtful = new HashSet<>();
        while (!unjudged.isEmpty() && now - unjudged.getFirst().atNanos >= PATIENCE.toNanos()) {
            Delivery delivery = unjudged.removeFirst();
            runners.forEach((endpoint, runner) -> {
                if (!delivery.by.contains(endpoint) && runner.sinceNanos <= delivery.atNanos - PATIENCE.toNanos()) {
                    endpoint.missed();
                    runner.missedInARow++;
                    if (runner.missedInARow >= MISSES_TO_DOUBT) {
                        runner.missedInARow = 0;
                        doubtful.add(endpoint);
                    }
                }
            });
        }
        return doubtful;
    }

    private static final class Delivery {
        private final String blockHash;
        private final long atNanos;
        private final Set<NodeRecord> by = new HashSet<>(4);

        Delivery(String blockHash, long atNanos) {
            this.blockHash = blockHash;
            this.atNanos = atNanos;
        }
    }

    private static final class Runner {
        private final long sinceNanos;
        private int missedInARow;

        Runner(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }
}
