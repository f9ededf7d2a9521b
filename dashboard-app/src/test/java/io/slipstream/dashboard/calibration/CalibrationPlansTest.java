package io.slipstream.dashboard.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.database.Rows;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Trading;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With many runs of the worker and many alarms behind it, the page must read the newest run and the alarms that it shows. */
@Timeout(60)
class CalibrationPlansTest {

    private static JdbcClient jdbc;

    @BeforeAll
    static void fillTheTables() {
        DataSource database = TestDatabase.fresh();
        jdbc = JdbcClient.create(database);
        JdbcClient write = new Trading(database).jdbc();
        write.sql("""
                        INSERT INTO calibration_total
                        SELECT now() - n * interval '1 hour', 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, now() FROM generate_series(1, 2000) n""").update();
        write.sql("""
                        INSERT INTO calibration
                        SELECT since, n * 0.01, 0.01, TRUE, FALSE, 'LONGER', FALSE, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, now()
                        FROM calibration_total, generate_series(1, 20) n""").update();
        write.sql("""
                        INSERT INTO fee_alarm
                        SELECT 'MARKET', '0x' || n, now() - n * interval '1 minute', CASE WHEN n % 400 <> 0 THEN now() END, '0x' || n,
                               'Will it rain?', n, '0xt', 'BUY', 1, 1, 1, 2
                        FROM generate_series(1, 20000) n""").update();
        write.sql("ANALYZE").update();
    }

    @Test
    void findsTheNewestTimeAndItsKindsByKey() {
        plan(CalibrationAccounts.TOTAL, Map.of())
                .anyMatch(line -> line.contains("Index Scan Backward using calibration_total_pkey"))
                .noneMatch(line -> line.contains("Seq Scan"));
        plan(CalibrationAccounts.CLASSES, Map.of())
                .anyMatch(line -> line.contains("calibration_pkey"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    @Test
    void findsAlarmsInTheirOrderAndCountsThoseThatLastByTheIndexOfTheirState() {
        plan(CalibrationAccounts.ALARMS, Map.of("shown", CalibrationAccounts.ALARMS_SHOWN))
                .anyMatch(line -> line.contains("Index Scan using fee_alarm_by_state"))
                .noneMatch(line -> line.contains("Sort"));
        plan(FeeAlarms.OPEN, Map.of())
                .anyMatch(line -> line.contains("fee_alarm_by_state"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    private static ListAssert<String> plan(String sql, Map<String, Integer> parameters) {
        List<String> plan =
                Rows.all(jdbc.sql("EXPLAIN " + sql).params(parameters).query(String.class));
        return assertThat(plan).as(String.join("\n", plan));
    }
}
