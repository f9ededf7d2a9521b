package io.slipstream.worker.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.inventory.Drift;
import io.slipstream.core.inventory.InventoryEvent;
import io.slipstream.core.inventory.TransactionReading;
import io.slipstream.core.inventory.VenueContracts;
import io.slipstream.persistence.InventoryStore;
import io.slipstream.persistence.QuarantineStore;
import io.slipstream.persistence.QuarantinedFact;
import io.slipstream.persistence.WriteFailure;
import io.slipstream.worker.chain.FinalBlocks;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.node.NodePool;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.node.RpcNode;
import io.slipstream.worker.ops.TaskPulse;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads final blocks for what moves leaders' tokens and collateral. What a leader's own logs of a transaction and his fills
 * in it do not explain is read from the whole transaction. Runs on a thread of its own, behind the fills.
 */
public final class InventoryReader {

    private static final Logger log = LoggerFactory.getLogger(InventoryReader.class);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final int UNREADABLE_TRIES = 8;
    private static final int TRIES = 3;

    private final FinalBlocks blocks;
    private final VenueContracts venue;
    private final NodePool pool;
    private final FollowedLeaders followed;
    private final InventoryStore store;
    private final QuarantineStore quarantine;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final int filterThreshold;
    private final TaskPulse pulse;
    private final Thread thread = Thread.ofPlatform().name("inventory").unstarted(this::run);
    /** How often in a row each transaction of the range at hand could not be read. */
    private final Map<String, Integer> unreadable = new HashMap<>();

    private volatile boolean running = true;

    /** Makes the reader; {@link #start} lets it run. */
    public InventoryReader(
            FinalBlocks blocks,
            VenueContracts venue,
            NodePool pool,
            FollowedLeaders followed,
            InventoryStore store,
            QuarantineStore quarantine,
            InstantSource clock,
            MeterRegistry meters,
            int filterThreshold,
            TaskPulse pulse) {
        this.blocks = blocks;
        this.venue = venue;
        this.pool = pool;
        this.followed = followed;
        this.store = store;
        this.quarantine = quarantine;
        this.clock = clock;
        this.meters = meters;
        this.filterThreshold = filterThreshold;
        this.pulse = pulse;
    }

    /** Lets it run. */
    public void start() {
        thread.start();
    }

    /** Ends it; what it was reading is read again at the next start. */
    public void stop() {
        running = false;
        thread.interrupt();
    }

    private void run() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), RandomGenerator.getDefault());
        Duration pause = IDLE;
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                boolean more = blocks.step(
                        (leaders, from, to) ->
                                InventoryFilters.of(venue, leaders, leaders.size() <= filterThreshold, from, to),
                        this::take);
                pause = more ? Duration.ZERO : IDLE;
                backoff.reset();
                pulse.succeeded();
            } catch (IOException | RuntimeException e) {
                pause = backoff.next();
                if (running) {
                    pulse.failed(e.getMessage());
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void take(List<RawLog> logs, Set<Address> leaders, CursorMove move) throws IOException {
        List<InventoryStore.Row> rows = new ArrayList<>();
        List<Drift> drifts = new ArrayList<>();
        for (Map.Entry<String, List<RawLog>> transaction : byTransaction(logs).entrySet()) {
            List<ChainLog> whole = null;
            for (Address leader : leadersIn(transaction.getValue(), leaders)) {
                List<RawLog> own = transaction.getValue().stream()
                        .filter(entry -> names(entry, leader))
                        .toList();
                if (TransactionReading.isExplainedByFills(venue, leader, chainLogs(own))) {
                    continue;
                }
                whole = whole == null ? readable(transaction.getKey(), own.getFirst()) : whole;
                if (whole.isEmpty()) {
                    break;
                }
                TransactionReading.Result result = TransactionReading.read(venue, leader, whole);
                String payload = own.stream().map(RawLog::payload).collect(Collectors.joining(",", "[", "]"));
                result.events().forEach(event -> rows.add(new InventoryStore.Row(event, payload)));
                drifts.addAll(result.drifts());
            }
        }
        store.store(rows, drifts, move, followed.ids(), clock.instant()).forEach(InventoryReader::alarm);
        unreadable.clear();
        tell(rows, drifts);
    }

    private void tell(List<InventoryStore.Row> rows, List<Drift> drifts) {
        for (InventoryStore.Row row : rows) {
            InventoryEvent event = row.event();
            meters.counter("slipstream.inventory.events", "kind", event.kind().name())
                    .increment();
            log.info(
                    "leader={} {} {} micro-shares of token={} tx={}",
                    event.leader(),
                    event.kind(),
                    event.sharesMicros(),
                    event.tokenId(),
                    event.txHash());
        }
        for (Drift drift : drifts) {
            meters.counter("slipstream.contract.drift").increment();
            log.error(
                    "CONTRACT DRIFT: {} {} (leader={} tx={} block={}); if the venue has a new exchange, name it in EXCHANGES",
                    drift.contract(),
                    drift.reason(),
                    drift.leader(),
                    drift.txHash(),
                    drift.blockNumber());
        }
    }

    private static void alarm(QuarantinedFact fact) {
        log.error(
                "QUARANTINE: an inventory event is set aside, the reading goes on: {}. See quarantined_fact, identity {}; mend the cause"
                        + " and set acknowledged_at",
                fact.reason(),
                fact.identity());
    }

    /**
     * All logs of a transaction; none if no node could tell of it again and again, though the range before it was read: it goes
     * into quarantine, and what follows it is not held up.
     */
    private List<ChainLog> readable(String txHash, RawLog known) throws IOException {
        try {
            return whole(txHash, known);
        } catch (IOException | RuntimeException e) {
            if (unreadable.merge(txHash, 1, Integer::sum) < UNREADABLE_TRIES) {
                throw e;
            }
            quarantine
                    .keep(
                            List.of(QuarantinedFact.refused("Receipt", txHash, WriteFailure.of(e), known)),
                            clock.instant())
                    .forEach(InventoryReader::alarm);
            meters.counter("slipstream.inventory.quarantined").increment();
            return List.of();
        }
    }

    /** All logs of a transaction, from a node that has it in the same block. */
    private List<ChainLog> whole(String txHash, RawLog known) throws IOException {
        Set<RpcNode> tried = new HashSet<>();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            RpcNode node = pool.pickAny(tried);
            tried.add(node);
            List<RawLog> logs = node.logsOf(txHash);
            if (logs != null && logs.stream().anyMatch(entry -> entry.place().equals(known.place()))) {
                return chainLogs(logs);
            }
        }
        throw new IOException("no node has transaction " + txHash + " as it was read");
    }

    private static Map<String, List<RawLog>> byTransaction(List<RawLog> logs) {
        Map<String, List<RawLog>> byTransaction = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (RawLog entry : logs) {
            String txHash = entry.transactionHash();
            if (txHash != null && seen.add(entry.place())) {
                byTransaction.computeIfAbsent(txHash, _ -> new ArrayList<>()).add(entry);
            }
        }
        return byTransaction;
    }

    private Set<Address> leadersIn(List<RawLog> logs, Set<Address> leaders) {
        Map<Address, Boolean> found = new HashMap<>();
        for (RawLog entry : logs) {
            for (int position = 1; position < entry.topics().size(); position++) {
                @Nullable Address leader = followed.ofTopic(entry.topic(position));
                if (leader != null && leaders.contains(leader)) {
                    found.put(leader, true);
                }
            }
        }
        return found.keySet();
    }

    private static boolean names(RawLog entry, Address leader) {
        return entry.topics().stream().skip(1).anyMatch(leader.toTopic()::equalsIgnoreCase);
    }

    private static List<ChainLog> chainLogs(List<RawLog> logs) {
        List<ChainLog> read = new ArrayList<>();
        for (RawLog entry : logs) {
            try {
                read.add(entry.toChainLog());
            } catch (IllegalArgumentException e) {
                log.debug("left out a log that cannot be read: {}", e.getMessage());
            }
        }
        return read;
    }
}
