package io.slipstream.worker;

import io.slipstream.worker.audit.CompletenessAudit;
import io.slipstream.worker.inventory.InventoryReader;
import io.slipstream.worker.source.LeaderFillSource;
import java.util.List;

/** Everything that finds out what leaders do, and the proof that nothing is missed. */
record Detection(List<LeaderFillSource> sources, List<InventoryReader> inventories, List<CompletenessAudit> audits) {

    void start() {
        sources.forEach(LeaderFillSource::start);
        inventories.forEach(InventoryReader::start);
        audits.forEach(CompletenessAudit::start);
    }

    void stop() {
        audits.forEach(CompletenessAudit::stop);
        inventories.forEach(InventoryReader::stop);
        sources.forEach(LeaderFillSource::stop);
    }
}
