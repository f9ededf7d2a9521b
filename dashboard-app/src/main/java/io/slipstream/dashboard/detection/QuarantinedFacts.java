package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what stands in quarantine and nobody has acknowledged: there should be nothing. */
@Component
class QuarantinedFacts {

    /** Facts on the page. */
    static final int SHOWN = 20;

    /**
     * What depends on another fact is told of with that. An event of the engine counts once it failed twice: after the first
     * time it is tried again.
     */
    static final String OPEN = """
            acknowledged_at IS NULL AND follows IS NULL AND (kind NOT LIKE 'event %' OR occurrences >= 2)""";

    private static final String NEWEST = """
            SELECT encode(identity, 'hex') AS identity, kind, reason, sqlstate, occurrences, quarantined_at, last_seen_at FROM quarantined_fact
            WHERE %s ORDER BY quarantined_at DESC LIMIT :shown
            """.formatted(OPEN);

    private final JdbcClient jdbc;

    QuarantinedFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest of them. */
    List<QuarantinedFact> newest() {
        return Rows.all(jdbc.sql(NEWEST).param("shown", SHOWN).query(QuarantinedFact.class));
    }
}
