package io.slipstream.dashboard.calibration;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.database.Rows;
import io.slipstream.dashboard.database.SnapshotReader;
import io.slipstream.dashboard.mode.TradingModes;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the whole page: the newest row of a table that grows by one a day, and what has its time. */
@Component
class CalibrationAccounts {

    /** Alarms on the page. */
    static final int ALARMS_SHOWN = 50;

    static final String TOTAL = "SELECT * FROM calibration_total ORDER BY since DESC LIMIT 1";

    static final String CLASSES = """
            SELECT fee_rate, tick, neg_risk, taker_delay, book_age, leader, orders, shallow, price_measured, price_exact,
                   price_mean, price_median, price_p90, price_p99, price_worst, size_measured, size_exact, size_p99
            FROM calibration WHERE since = (SELECT max(since) FROM calibration_total)
            ORDER BY leader, orders DESC, fee_rate, tick, neg_risk, taker_delay, book_age
            """;

    static final String ALARMS = """
            SELECT scope, key, raised_at, ended_at, market, tx_hash, shares, expected_usdc, actual_usdc FROM fee_alarm
            ORDER BY ended_at IS NULL DESC, raised_at DESC LIMIT :shown
            """;

    private final SnapshotReader snapshots;
    private final TradingModes modes;
    private final FeeAlarms alarms;
    private final JdbcClient jdbc;
    private final Clock clock;

    CalibrationAccounts(SnapshotReader snapshots, TradingModes modes, FeeAlarms alarms, JdbcClient jdbc, Clock clock) {
        this.snapshots = snapshots;
        this.modes = modes;
        this.alarms = alarms;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The page, or what is wrong with the database. */
    Reading<CalibrationAccount> read() {
        return snapshots.read(
                "calibration",
                () -> new CalibrationAccount(
                        modes.current(),
                        jdbc.sql(TOTAL).query(CalibrationTotal.class).optional().orElse(null),
                        Rows.all(jdbc.sql(CLASSES).query(MeasuredClass.class)),
                        alarms.open(),
                        Rows.all(jdbc.sql(ALARMS).param("shown", ALARMS_SHOWN).query(RaisedFeeAlarm.class)),
                        clock.instant()));
    }
}
