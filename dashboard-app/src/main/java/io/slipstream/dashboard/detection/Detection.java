package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.mode.TradingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows, from one snapshot of the database.
 *
 * @param mode whether real money moves
 * @param alarm what the overview tells, too
 * @param proof whether every fill is there
 * @param nodes how the nodes fare
 * @param catchUps long reads under way
 * @param drifts the newest open alarms about unknown contracts
 * @param oneSidedOpen how many fills only one source has told of
 * @param oneSided the newest of them
 * @param rejectedLately how many logs were rejected in 24 hours
 * @param rejected the newest rejected logs
 * @param invalidatedTotal what followed from the fills that the chain took back
 * @param invalidated the newest of them
 * @param inventory the newest inventory events
 * @param tasks how the worker's standing tasks fare
 * @param quarantined the newest facts in quarantine
 */
public record Detection(
        TradingMode mode,
        DetectionAlarm alarm,
        Proof proof,
        NodeBoard nodes,
        List<CatchUp> catchUps,
        List<ContractDrift> drifts,
        BoundedCount oneSidedOpen,
        List<OneSidedFill> oneSided,
        BoundedCount rejectedLately,
        List<RejectedLog> rejected,
        InvalidatedTotal invalidatedTotal,
        List<InvalidatedFill> invalidated,
        List<InventoryEvent> inventory,
        List<StandingTask> tasks,
        List<QuarantinedFact> quarantined) {

    /**
     * Blocks between the end of the proof and the newest block of any node: what nobody has read twice yet. None while
     * one of the two is not known.
     */
    public @Nullable Long unprovenBlocks() {
        Long provenTo = proof.total().toBlock();
        return provenTo == null
                ? null
                : nodes.head().map(head -> Math.max(0, head - provenTo)).orElse(null);
    }
}
