package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.database.SnapshotReader;
import io.slipstream.dashboard.mode.TradingModes;
import org.springframework.stereotype.Component;

/** Reads the whole page. */
@Component
class Detections {

    private final SnapshotReader snapshots;
    private final TradingModes modes;
    private final DetectionAlarms alarms;
    private final Proofs proofs;
    private final NodeBoards nodes;
    private final CatchUps catchUps;
    private final ContractDrifts drifts;
    private final OneSidedFills oneSided;
    private final RejectedLogs rejected;
    private final InvalidatedFills invalidated;
    private final InventoryEvents inventory;
    private final StandingTasks tasks;
    private final QuarantinedFacts quarantined;

    Detections(
            SnapshotReader snapshots,
            TradingModes modes,
            DetectionAlarms alarms,
            Proofs proofs,
            NodeBoards nodes,
            CatchUps catchUps,
            ContractDrifts drifts,
            OneSidedFills oneSided,
            RejectedLogs rejected,
            InvalidatedFills invalidated,
            InventoryEvents inventory,
            StandingTasks tasks,
            QuarantinedFacts quarantined) {
        this.snapshots = snapshots;
        this.modes = modes;
        this.alarms = alarms;
        this.proofs = proofs;
        this.nodes = nodes;
        this.catchUps = catchUps;
        this.drifts = drifts;
        this.oneSided = oneSided;
        this.rejected = rejected;
        this.invalidated = invalidated;
        this.inventory = inventory;
        this.tasks = tasks;
        this.quarantined = quarantined;
    }

    /** The page, or what is wrong with the database. */
    Reading<Detection> read() {
        return snapshots.read(
                "detection",
                () -> new Detection(
                        modes.current(),
                        alarms.current(),
                        proofs.current(),
                        nodes.current(),
                        catchUps.underWay(),
                        drifts.open(),
                        oneSided.open(),
                        oneSided.newest(),
                        rejected.ofTheLastDay(),
                        rejected.newest(),
                        invalidated.total(),
                        invalidated.newest(),
                        inventory.newest(),
                        tasks.all(),
                        quarantined.newest()));
    }
}
