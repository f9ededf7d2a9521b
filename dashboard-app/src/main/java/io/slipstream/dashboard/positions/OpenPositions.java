package io.slipstream.dashboard.positions;

import io.slipstream.dashboard.database.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the positions that still hold shares. */
@Component
public class OpenPositions {

    /** Rows on the page. */
    public static final int SHOWN = 20;

    private static final String LARGEST = """
            SELECT held.token_id::text AS token_id, market.title, token.outcome, held.shares,
                   round(held.cost_usdc / held.shares, 6) AS average_price, held.mark,
                   held.settled_payout IS NOT NULL AS settled,
                   held.shares * held.mark AS value_usdc,
                   held.shares * held.mark - held.cost_usdc AS unrealized_usdc
            FROM (SELECT *, coalesce(settled_payout, mark_price) AS mark FROM position WHERE shares > 0) held
            LEFT JOIN market_token token ON token.token_id = held.token_id
            LEFT JOIN market_registry market ON market.condition_id = held.condition_id
            ORDER BY coalesce(held.shares * held.mark, held.cost_usdc) DESC, held.token_id
            LIMIT :shown
            """;

    private final JdbcClient jdbc;

    OpenPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The largest by value, or by cost where there is no mark. */
    public List<OpenPosition> largest() {
        return Rows.all(jdbc.sql(LARGEST).param("shown", SHOWN).query(OpenPosition.class));
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("SELECT count(*) FROM position WHERE shares > 0")
                .query(Long.class)
                .single();
    }
}
