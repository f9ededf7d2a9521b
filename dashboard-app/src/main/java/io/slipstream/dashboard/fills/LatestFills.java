package io.slipstream.dashboard.fills;

import io.slipstream.dashboard.database.Rows;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the newest leader fills. Ids are UUIDv7, so the newest are the greatest: the query walks the primary key
 * backwards and stops, whatever the size of the table.
 */
@Component
public class LatestFills {

    /** Rows on the page. */
    public static final int SHOWN = 40;

    /** How far back a filter looks; without a bound, a rare decision would walk the whole table. */
    public static final int SEARCHED = 2_000;

    static final String LATEST = """
            WITH newest AS (
                SELECT * FROM leader_fill ORDER BY id DESC LIMIT :searched
            ), shown AS (
                SELECT newest.*, attempt.decision, attempt.decision_reason, attempt.status AS attempt_status,
                       attempt.status_reason, attempt.size_shares_target, attempt.limit_price
                FROM newest
                LEFT JOIN execution_attempt attempt ON attempt.leader_fill_id = newest.id
                WHERE :decision::text IS NULL OR attempt.decision = :decision::text
                ORDER BY newest.id DESC LIMIT :shown
            )
            SELECT shown.id, shown.detected_at, coalesce(nullif(leader.label, ''), leader.address) AS leader,
                   upper(shown.leader_role) AS leader_role, shown.side, shown.token_id::text AS token_id,
                   coalesce(trade.title, market.title) AS title, coalesce(trade.outcome, token.outcome) AS outcome,
                   coalesce(shown.effective_price, shown.leader_price) AS leader_price,
                   coalesce(shown.effective_size, shown.leader_size) AS leader_size, shown.status AS state,
                   shown.decision, shown.decision_reason ->> 'text' AS reason, shown.attempt_status,
                   shown.status_reason, shown.size_shares_target AS target_shares, shown.limit_price,
                   executed.filled_shares, executed.average_price, executed.fee_usdc
            FROM shown
            JOIN leader ON leader.id = shown.leader_id
            LEFT JOIN trade ON trade.leader_fill_id = shown.id
            LEFT JOIN market_token token ON token.token_id = shown.token_id
            LEFT JOIN market_registry market ON market.condition_id = token.condition_id
            LEFT JOIN LATERAL (
                SELECT sum(filled_shares) AS filled_shares,
                       round(sum(filled_shares * fill_price) / sum(filled_shares), 6) AS average_price,
                       sum(fee_usdc) AS fee_usdc
                FROM execution_fill WHERE attempt_id = shown.id AND settlement <> 'FAILED') executed ON TRUE
            ORDER BY shown.id DESC
            """;

    private final JdbcClient jdbc;

    LatestFills(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest fills that pass the filter, newest first. */
    public List<CopiedFill> show(FillFilter filter) {
        Decision decision = filter.decision();
        return Rows.all(jdbc.sql(LATEST)
                .param("searched", decision == null ? SHOWN : SEARCHED)
                .param("decision", decision == null ? null : decision.name(), Types.VARCHAR)
                .param("shown", SHOWN)
                .query(CopiedFill.class));
    }
}
