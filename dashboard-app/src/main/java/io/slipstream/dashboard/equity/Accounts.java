package io.slipstream.dashboard.equity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the account is worth. */
@Component
public class Accounts {

    private static final String LATEST = """
            SELECT latest.at, latest.equity_usdc, latest.cash_usdc, latest.positions_usdc, latest.realized_usdc,
                   latest.unrealized_usdc, latest.fees_usdc, latest.unmarked,
                   day_start.at AS day_start_at, day_start.equity_usdc AS day_start_equity_usdc
            FROM (SELECT * FROM equity_point ORDER BY at DESC LIMIT 1) latest
            LEFT JOIN (SELECT at, equity_usdc FROM equity_point WHERE at >= :midnight ORDER BY at LIMIT 1) day_start
                   ON TRUE
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Accounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The account as last valued; none before the worker's first valuation. */
    public Optional<Account> latest() {
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        return jdbc.sql(LATEST)
                .param("midnight", Timestamp.from(midnight))
                .query(Account.class)
                .optional();
    }
}
