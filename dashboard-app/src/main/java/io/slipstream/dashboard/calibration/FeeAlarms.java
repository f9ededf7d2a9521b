package io.slipstream.dashboard.calibration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts fees that drift; cheap enough for every page. */
@Component
public class FeeAlarms {

    static final String OPEN = "SELECT count(*) FROM fee_alarm WHERE ended_at IS NULL";

    private final JdbcClient jdbc;

    FeeAlarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many alarms last. */
    public long open() {
        return jdbc.sql(OPEN).query(Long.class).single();
    }
}
