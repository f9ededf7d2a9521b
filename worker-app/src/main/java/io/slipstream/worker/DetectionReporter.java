package io.slipstream.worker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.persistence.DetectionStore;
import io.slipstream.worker.chain.PolygonSourceFactory;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.node.NodeRecord;
import io.slipstream.worker.node.RpcNode;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.ops.TaskPulse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells the dashboard, over the database, how each node fares and what is being caught up with, and keeps it as meters. */
@Component
class DetectionReporter {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double MICROS_PER_MILLI = 1_000.0;

    private final DetectionStore store;
    private final FeedScheduler scheduler;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final TaskPulse reports;
    private final Set<NodeRecord> metered = ConcurrentHashMap.newKeySet();

    DetectionReporter(
            DetectionStore store,
            FeedScheduler scheduler,
            InstantSource clock,
            MeterRegistry meters,
            StandingTasks tasks) {
        this.store = store;
        this.scheduler = scheduler;
        this.clock = clock;
        this.meters = meters;
        this.reports = tasks.register("report of nodes", PATIENCE);
    }

    /** Reports on a watcher from now on. */
    void report(PolygonSourceFactory.Watcher watcher) {
        FeedScheduler.Task _ = scheduler.every(INTERVAL, () -> store(watcher));
    }

    private void store(PolygonSourceFactory.Watcher watcher) {
        long best = watcher.nodes().bestHead();
        List<DetectionStore.Node> rows = new ArrayList<>();
        for (NodeRecord record : watcher.nodes().records()) {
            if (metered.add(record)) {
                meter(record);
            }
            RpcNode asked = watcher.nodes().pool().nodes().stream()
                    .filter(node -> node.record() == record)
                    .findFirst()
                    .orElse(null);
            rows.add(row(record, asked, best));
        }
        try {
            store.replace(rows, watcher.catchUps().get(), clock.instant());
            reports.succeeded();
        } catch (DataAccessException | TransactionException e) {
            reports.failed(e.getMessage());
        }
    }

    private void meter(NodeRecord record) {
        count("slipstream.node.wins", record, NodeRecord::wins);
        count("slipstream.node.confirmations", record, NodeRecord::confirmations);
        count("slipstream.node.misses", record, NodeRecord::misses);
        count("slipstream.node.errors", record, NodeRecord::errors);
        Gauge.builder("slipstream.node.lag.p99.micros", record, each -> each.lagMicros(99))
                .tag("endpoint", record.endpoint())
                .register(meters);
        Gauge.builder("slipstream.node.live", record, each -> each.state() == NodeRecord.State.LIVE ? 1 : 0)
                .tag("endpoint", record.endpoint())
                .register(meters);
    }

    private void count(String name, NodeRecord record, ToDoubleFunction<NodeRecord> value) {
        FunctionCounter.builder(name, record, value)
                .tag("endpoint", record.endpoint())
                .register(meters);
    }

    private static DetectionStore.Node row(NodeRecord record, @Nullable RpcNode asked, long best) {
        boolean delivered = record.wins() + record.confirmations() > 0;
        return new DetectionStore.Node(
                record.endpoint(),
                record.transport().name().toLowerCase(Locale.ROOT),
                record.state().name(),
                record.detail(),
                record.head() < 0 ? null : record.head(),
                record.head() < 0 || best < 0 ? null : Math.max(0, best - record.head()),
                record.wins(),
                record.confirmations(),
                record.misses(),
                record.errors(),
                delivered ? record.lagMicros(50) / MICROS_PER_MILLI : null,
                delivered ? record.lagMicros(99) / MICROS_PER_MILLI : null,
                asked == null ? null : (long) asked.range().current(),
                asked == null ? null : asked.budget().perSecond(),
                record.lastContent());
    }
}
