package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the alarms that nobody has acknowledged. */
@Component
class ContractDrifts {

    /** Alarms on the page. */
    static final int SHOWN = 20;

    private static final String OPEN = """
            SELECT drift.contract, drift.reason, drift.occurrences, drift.example_tx,
                   coalesce(nullif(leader.label, ''), drift.example_leader) AS example_leader,
                   drift.first_block, drift.last_block, drift.first_seen_at, drift.last_seen_at
            FROM contract_drift drift LEFT JOIN leader ON leader.address = lower(drift.example_leader)
            WHERE drift.acknowledged_at IS NULL
            ORDER BY drift.first_seen_at DESC, drift.contract LIMIT :shown
            """;

    private final JdbcClient jdbc;

    ContractDrifts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest open alarms. */
    List<ContractDrift> open() {
        return Rows.all(jdbc.sql(OPEN).param("shown", SHOWN).query(ContractDrift.class));
    }
}
