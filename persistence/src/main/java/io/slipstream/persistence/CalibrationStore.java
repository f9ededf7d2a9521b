package io.slipstream.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a worker that starts does about what the one before it measured. */
public class CalibrationStore {

    private final JdbcTemplate jdbc;

    CalibrationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Ends the alarms of fees that last: fees that still differ raise them anew. Tells how many there were. */
    public int endAlarms(Instant now) {
        return jdbc.update("UPDATE fee_alarm SET ended_at = ? WHERE ended_at IS NULL", now.atOffset(ZoneOffset.UTC));
    }

    /** Forgets what was measured before an instant. Alarms are kept. */
    public void forgetBefore(Instant before) {
        jdbc.update("DELETE FROM calibration WHERE since < ?", before.atOffset(ZoneOffset.UTC));
        jdbc.update("DELETE FROM calibration_total WHERE since < ?", before.atOffset(ZoneOffset.UTC));
    }
}
