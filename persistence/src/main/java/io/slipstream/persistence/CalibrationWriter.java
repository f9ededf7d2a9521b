package io.slipstream.persistence;

import io.slipstream.core.calibration.CalibrationClass;
import io.slipstream.core.calibration.CalibrationReport;
import io.slipstream.core.calibration.CalibrationReport.ClassFigures;
import io.slipstream.core.calibration.CalibrationReport.Unpredicted;
import io.slipstream.core.calibration.ErrorFigures;
import io.slipstream.core.calibration.FeeAlarm;
import io.slipstream.core.calibration.FeeVerdict;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes how right predictions are, each row as it is now, and the alarms of fees. */
final class CalibrationWriter {

    private static final int BATCH = 500;
    private static final int HUNDREDTHS = 2;

    private final JdbcTemplate jdbc;

    CalibrationWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Of several reports of one time the last one counts. */
    void write(List<Effect.CalibrationMeasured> reports) {
        Map<Key, Row> rows = new LinkedHashMap<>();
        Map<Long, Effect.CalibrationMeasured> totals = new LinkedHashMap<>();
        for (Effect.CalibrationMeasured measured : reports) {
            long since = measured.report().sinceNanos();
            totals.put(since, measured);
            measured.report()
                    .classes()
                    .forEach(figures ->
                            rows.put(new Key(since, figures.of()), new Row(since, figures, measured.atNanos())));
        }
        jdbc.batchUpdate("""
                INSERT INTO calibration (since, fee_rate, tick, neg_risk, taker_delay, book_age, leader, orders, shallow,
                  price_measured, price_exact, price_mean, price_median, price_p90, price_p99, price_worst,
                  size_measured, size_exact, size_mean, size_median, size_p90, size_p99, size_worst, measured_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (since, fee_rate, tick, neg_risk, taker_delay, book_age, leader) DO UPDATE SET
                  orders = excluded.orders, shallow = excluded.shallow, price_measured = excluded.price_measured,
                  price_exact = excluded.price_exact, price_mean = excluded.price_mean,
                  price_median = excluded.price_median, price_p90 = excluded.price_p90,
                  price_p99 = excluded.price_p99, price_worst = excluded.price_worst,
                  size_measured = excluded.size_measured, size_exact = excluded.size_exact,
                  size_mean = excluded.size_mean, size_median = excluded.size_median, size_p90 = excluded.size_p90,
                  size_p99 = excluded.size_p99, size_worst = excluded.size_worst,
                  measured_at = excluded.measured_at""", rows.values(), BATCH, CalibrationWriter::bind);
        jdbc.batchUpdate("""
                INSERT INTO calibration_total (since, others, leaders, no_instrument, no_print, ambiguous, no_book,
                  forgotten, fees_at_average, fees_per_price, fees_different, fees_undecided, fees_built, measured_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (since) DO UPDATE SET others = excluded.others, leaders = excluded.leaders,
                  no_instrument = excluded.no_instrument, no_print = excluded.no_print, ambiguous = excluded.ambiguous,
                  no_book = excluded.no_book, forgotten = excluded.forgotten,
                  fees_at_average = excluded.fees_at_average, fees_per_price = excluded.fees_per_price,
                  fees_different = excluded.fees_different, fees_undecided = excluded.fees_undecided,
                  fees_built = excluded.fees_built, measured_at = excluded.measured_at""", totals.values(), BATCH, (statement, measured) -> {
            CalibrationReport report = measured.report();
            statement.setObject(1, Nanos.toTimestamp(report.sinceNanos()));
            statement.setLong(2, report.others());
            statement.setLong(3, report.leaders());
            int at = 3;
            for (Unpredicted why : Unpredicted.values()) {
                statement.setLong(++at, report.unpredicted().getOrDefault(why, 0L));
            }
            for (FeeVerdict verdict : FeeVerdict.values()) {
                statement.setLong(++at, report.fees().getOrDefault(verdict, 0L));
            }
            statement.setObject(++at, Nanos.toTimestamp(measured.atNanos()));
        });
    }

    /** An alarm that is over is the row that began it. */
    void write(FeeAlarm alarm) {
        Long ended = alarm.endedAtNanos();
        jdbc.update(
                """
                INSERT INTO fee_alarm (scope, key, raised_at, ended_at, condition_id, market, token_id, tx_hash, side,
                  shares, usdc, expected_usdc, actual_usdc)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (scope, key, raised_at) DO UPDATE SET ended_at = excluded.ended_at""",
                alarm.scope().name(),
                alarm.key(),
                Nanos.toTimestamp(alarm.raisedAtNanos()),
                ended == null ? null : Nanos.toTimestamp(ended),
                alarm.instrument().conditionId(),
                alarm.instrument().title(),
                SqlTypes.decimal(alarm.example().tokenId()),
                alarm.example().txHash(),
                alarm.example().side().name(),
                Micros.toDecimal(alarm.example().sharesMicros()),
                Micros.toDecimal(alarm.example().usdcMicros()),
                Micros.toDecimal(alarm.expectedMicros()),
                Micros.toDecimal(alarm.example().feeMicros()));
    }

    private static void bind(PreparedStatement statement, Row row) throws SQLException {
        CalibrationClass of = row.figures.of();
        statement.setObject(1, Nanos.toTimestamp(row.sinceNanos));
        statement.setBigDecimal(2, Micros.toDecimal(of.feeRateMicros()));
        statement.setBigDecimal(3, Price.toDecimal(of.tick()));
        statement.setBoolean(4, of.negRisk());
        statement.setBoolean(5, of.takerDelay());
        statement.setString(6, of.age().name());
        statement.setBoolean(7, of.leader());
        statement.setLong(8, row.figures.orders());
        statement.setLong(9, row.figures.shallow());
        bind(statement, 10, row.figures.price(), HUNDREDTHS);
        bind(statement, 17, row.figures.size(), 6);
        statement.setObject(24, Nanos.toTimestamp(row.atNanos));
    }

    private static void bind(PreparedStatement statement, int first, ErrorFigures errors, int decimals)
            throws SQLException {
        statement.setLong(first, errors.count());
        statement.setLong(first + 1, errors.exact());
        long[] values = {errors.mean(), errors.median(), errors.p90(), errors.p99(), errors.worst()};
        for (int i = 0; i < values.length; i++) {
            statement.setBigDecimal(first + 2 + i, BigDecimal.valueOf(values[i], decimals));
        }
    }

    private record Key(long sinceNanos, CalibrationClass of) {}

    private record Row(long sinceNanos, ClassFigures figures, long atNanos) {}
}
