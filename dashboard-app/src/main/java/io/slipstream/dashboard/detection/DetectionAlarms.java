package io.slipstream.dashboard.detection;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads whether detection has something to tell; cheap enough for every page. */
@Component
public class DetectionAlarms {

    private static final String ALARM = """
            SELECT (SELECT count(*) FROM completeness_gap WHERE healed_at IS NULL) AS open_gaps,
                   (SELECT count(*) FROM contract_drift WHERE acknowledged_at IS NULL) AS open_drifts,
                   (SELECT count(*) FROM quarantined_fact WHERE %s) AS quarantined
            """.formatted(QuarantinedFacts.OPEN);

    private final JdbcClient jdbc;

    DetectionAlarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What there is to tell. */
    public DetectionAlarm current() {
        return jdbc.sql(ALARM).query(DetectionAlarm.class).single();
    }
}
