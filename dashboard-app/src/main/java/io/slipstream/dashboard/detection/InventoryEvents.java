package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads inventory events. They are indexed by leader, so each leader is asked for his own newest. */
@Component
class InventoryEvents {

    /** Rows on the page. */
    static final int SHOWN = 20;

    static final String NEWEST = """
            WITH newest AS (
                SELECT coalesce(nullif(leader.label, ''), leader.address) AS leader, event.*
                FROM leader CROSS JOIN LATERAL (
                    SELECT tx_hash, ledger, token_id, kind, shares, block_number, log_index, detected_at
                    FROM inventory_event WHERE leader_id = leader.id
                    ORDER BY block_number DESC LIMIT :shown) event
                ORDER BY event.block_number DESC, event.log_index DESC LIMIT :shown)
            SELECT newest.tx_hash, newest.leader, newest.ledger, newest.token_id::text AS token_id, market.title,
                   token.outcome, newest.kind, newest.shares, newest.block_number, newest.detected_at
            FROM newest
            LEFT JOIN market_token token ON token.token_id = newest.token_id
            LEFT JOIN market_registry market ON market.condition_id = token.condition_id
            ORDER BY newest.block_number DESC, newest.log_index DESC, newest.tx_hash, newest.leader, newest.token_id
            """;

    private final JdbcClient jdbc;

    InventoryEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest over all leaders. */
    List<InventoryEvent> newest() {
        return Rows.all(jdbc.sql(NEWEST).param("shown", SHOWN).query(InventoryEvent.class));
    }
}
