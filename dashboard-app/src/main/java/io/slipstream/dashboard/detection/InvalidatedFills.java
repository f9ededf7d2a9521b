package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the fills that the chain took back, from the few that are not confirmed. */
@Component
class InvalidatedFills {

    /** Rows on the page. */
    static final int SHOWN = 20;

    /** How far back they are counted: each costs two look-ups. */
    static final int COUNTED = 1_000;

    static final String NEWEST = """
            SELECT fill.id, fill.detected_at, coalesce(nullif(leader.label, ''), leader.address) AS leader, fill.side,
                   coalesce(fill.effective_size, fill.leader_size) AS shares,
                   coalesce(fill.effective_price, fill.leader_price) AS price, fill.block_number, fill.tx_hash,
                   (SELECT count(*) FROM execution_attempt
                    WHERE leader_fill_id = fill.id AND cause_invalidated_at IS NOT NULL) AS attempts,
                   executed.executions, executed.executed_shares
            FROM (SELECT leader_fill_id FROM unconfirmed_fill WHERE invalidated ORDER BY block_number DESC LIMIT :shown) gone
            JOIN leader_fill fill ON fill.id = gone.leader_fill_id
            JOIN leader ON leader.id = fill.leader_id
            CROSS JOIN LATERAL (
                SELECT count(*) AS executions, sum(filled_shares) AS executed_shares FROM execution_fill
                WHERE attempt_id = fill.id AND cause_invalidated_at IS NOT NULL) executed
            ORDER BY fill.block_number DESC, fill.id DESC
            """;

    static final String TOTAL = """
            SELECT count(*) AS fills, coalesce(sum(caused.attempts), 0)::bigint AS attempts,
                   coalesce(sum(caused.executions), 0)::bigint AS executions
            FROM (SELECT leader_fill_id AS id FROM unconfirmed_fill WHERE invalidated
                  ORDER BY block_number DESC LIMIT :counted) fill
            CROSS JOIN LATERAL (
                SELECT (SELECT count(*) FROM execution_attempt
                        WHERE leader_fill_id = fill.id AND cause_invalidated_at IS NOT NULL) AS attempts,
                       (SELECT count(*) FROM execution_fill
                        WHERE attempt_id = fill.id AND cause_invalidated_at IS NOT NULL) AS executions) caused
            """;

    private final JdbcClient jdbc;

    InvalidatedFills(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest. */
    List<InvalidatedFill> newest() {
        return Rows.all(jdbc.sql(NEWEST).param("shown", SHOWN).query(InvalidatedFill.class));
    }

    /** How many there are, and what followed from them. */
    InvalidatedTotal total() {
        return jdbc.sql(TOTAL)
                .param("counted", COUNTED + 1)
                .query(InvalidatedTotal.class)
                .single();
    }
}
