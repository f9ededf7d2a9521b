package io.slipstream.dashboard.mode;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells which mode a page shows. */
@Component
public class TradingModes {

    private final JdbcClient jdbc;
    private final TradingModeProperties properties;

    TradingModes(JdbcClient jdbc, TradingModeProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** What the worker last traded in; before its first attempt, what it is configured with. */
    public TradingMode current() {
        return jdbc.sql("SELECT mode FROM execution_attempt ORDER BY leader_fill_id DESC LIMIT 1")
                .query(String.class)
                .optional()
                .map(mode -> TradingMode.valueOf(mode.toUpperCase(Locale.ROOT)))
                .orElseGet(this::configured);
    }

    /** The mode to show while the database does not say. */
    public TradingMode configured() {
        return properties.executionMode();
    }
}
