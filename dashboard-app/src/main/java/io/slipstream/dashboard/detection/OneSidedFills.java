package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the fills that only one source has told of; only open ones are indexed, and only they are read. */
@Component
class OneSidedFills {

    /** Rows on the page. */
    static final int SHOWN = 20;

    /** How far they are counted. */
    static final int COUNTED = 10_000;

    static final String NEWEST = """
            SELECT told.leader_fill_id AS id, told.seen_by, told.reported_at,
                   coalesce(nullif(leader.label, ''), leader.address) AS leader, fill.side,
                   coalesce(fill.effective_size, fill.leader_size) AS shares,
                   coalesce(fill.effective_price, fill.leader_price) AS price, fill.token_id::text AS token_id,
                   coalesce(trade.title, market.title) AS title, coalesce(trade.outcome, token.outcome) AS outcome,
                   fill.tx_hash
            FROM (SELECT * FROM one_sided_fill WHERE resolved_at IS NULL ORDER BY reported_at DESC LIMIT :shown) told
            JOIN leader_fill fill ON fill.id = told.leader_fill_id
            JOIN leader ON leader.id = fill.leader_id
            LEFT JOIN trade ON trade.leader_fill_id = told.leader_fill_id
            LEFT JOIN market_token token ON token.token_id = fill.token_id
            LEFT JOIN market_registry market ON market.condition_id = token.condition_id
            ORDER BY told.reported_at DESC, told.leader_fill_id DESC
            """;

    private static final String COUNT =
            "SELECT count(*) FROM (SELECT FROM one_sided_fill WHERE resolved_at IS NULL LIMIT :most) open";

    private final JdbcClient jdbc;

    OneSidedFills(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest open ones. */
    List<OneSidedFill> newest() {
        return Rows.all(jdbc.sql(NEWEST).param("shown", SHOWN).query(OneSidedFill.class));
    }

    /** How many are open. */
    BoundedCount open() {
        return new BoundedCount(
                jdbc.sql(COUNT).param("most", COUNTED + 1).query(Long.class).single(), COUNTED);
    }
}
