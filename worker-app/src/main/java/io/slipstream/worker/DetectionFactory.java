package io.slipstream.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.engine.StoredFill;
import io.slipstream.core.inventory.VenueContracts;
import io.slipstream.core.market.TokenId;
import io.slipstream.persistence.CompletenessStore;
import io.slipstream.persistence.InventoryStore;
import io.slipstream.persistence.LedgerStore;
import io.slipstream.persistence.QuarantineStore;
import io.slipstream.worker.audit.CompletenessAudit;
import io.slipstream.worker.chain.PolygonSourceFactory;
import io.slipstream.worker.dataapi.DataApiSourceFactory;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.inventory.InventoryReader;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.settings.Choices.TriggerMode;
import io.slipstream.worker.settings.PolygonSettings;
import io.slipstream.worker.settings.WorkerSettings;
import io.slipstream.worker.source.FollowedLeaders;
import io.slipstream.worker.source.LeaderFillSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Puts together what {@code TRIGGER_MODE} asks for. */
@Component
class DetectionFactory {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PolygonSourceFactory polygon;
    private final DataApiSourceFactory dataApi;
    private final DetectionReporter reporter;
    private final LedgerStore ledger;
    private final CompletenessStore completeness;
    private final InventoryStore inventories;
    private final QuarantineStore quarantine;
    private final FollowedLeaders followed;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final MeterRegistry meters;
    private final StandingTasks tasks;

    DetectionFactory(
            PolygonSourceFactory polygon,
            DataApiSourceFactory dataApi,
            DetectionReporter reporter,
            LedgerStore ledger,
            CompletenessStore completeness,
            InventoryStore inventories,
            QuarantineStore quarantine,
            FollowedLeaders followed,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters,
            StandingTasks tasks) {
        this.polygon = polygon;
        this.dataApi = dataApi;
        this.reporter = reporter;
        this.ledger = ledger;
        this.completeness = completeness;
        this.inventories = inventories;
        this.quarantine = quarantine;
        this.followed = followed;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = meters;
        this.tasks = tasks;
    }

    /**
     * Goes on from what an earlier run stored.
     *
     * @param kept whose books are kept
     */
    Detection create(WorkerSettings settings, List<StoredFill> stored, Predicate<TokenId> kept) {
        TriggerMode trigger = settings.leaders().trigger();
        if (trigger == TriggerMode.DATA_API) {
            return new Detection(
                    List.of(dataApi.source(settings.leaders(), ledger.rowCursors(), () -> {})), List.of(), List.of());
        }
        PolygonSettings chain = settings.polygon();
        polygon.rehearse(chain.exchanges(), settings.engine());
        PolygonSourceFactory.Watcher watcher =
                polygon.watcher(chain, ledger.cursors(), stored, settings.calibration() ? kept : null);
        reporter.report(watcher);
        List<LeaderFillSource> sources = new ArrayList<>();
        sources.add(watcher.source());
        if (trigger == TriggerMode.BOTH) {
            sources.add(dataApi.source(settings.leaders(), ledger.rowCursors(), watcher.source()::scanSoon));
        }
        return new Detection(List.copyOf(sources), List.of(inventory(chain, watcher)), List.of(audit(chain, watcher)));
    }

    private InventoryReader inventory(PolygonSettings chain, PolygonSourceFactory.Watcher watcher) {
        return new InventoryReader(
                watcher.finalBlocks(),
                VenueContracts.of(chain.exchanges(), chain.knownContracts()),
                watcher.nodes().pool(),
                followed,
                inventories,
                quarantine,
                clock,
                meters,
                chain.filterThreshold(),
                tasks.register("inventory", PATIENCE));
    }

    private CompletenessAudit audit(PolygonSettings chain, PolygonSourceFactory.Watcher watcher) {
        return new CompletenessAudit(
                watcher.secondReading(),
                completeness,
                followed,
                inbox,
                clock,
                nanos,
                meters,
                chain.auditInterval(),
                chain.lateAfter(),
                tasks.register(
                        "second reading", PATIENCE.plus(chain.auditInterval().multipliedBy(2))));
    }
}
