package io.slipstream.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes what is kept for a time only: whole months where a month is over, else some thousand rows a transaction. What
 * cannot be deleted now is deleted in the next round.
 */
public class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int PORTION = 5_000;
    private static final int MOST_PORTIONS = 200;
    private static final String RAW = "leader_fill_raw";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    Retention(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * How long things are kept.
     *
     * @param rawPayloads what fills were decoded from, to whole months
     * @param everyPoint all points of the equity curve; later the first of each minute
     * @param pointsByMinute the first point of each minute; later the first of each hour, for ever
     * @param healedGaps gaps between two readings, from their healing on, and facts in quarantine that somebody has
     *     acknowledged, from then on
     */
    public record Kept(Duration rawPayloads, Duration everyPoint, Duration pointsByMinute, Duration healedGaps) {}

    /** Deletes what is over. Never throws for what the database says. */
    public void apply(Kept kept, Instant now) {
        attempt("raw payloads", () -> dropMonths(now.minus(kept.rawPayloads())));
        attempt("points of equity by second", () -> thin(ChronoUnit.MINUTES, now.minus(kept.everyPoint())));
        attempt("points of equity by minute", () -> thin(ChronoUnit.HOURS, now.minus(kept.pointsByMinute())));
        attempt("healed gaps", () -> inPortions("completeness_gap", "healed_at", now.minus(kept.healedGaps())));
        attempt(
                "acknowledged facts of the quarantine",
                () -> inPortions("quarantined_fact", "acknowledged_at", now.minus(kept.healedGaps())));
    }

    private interface Deletion {
        long rows();
    }

    private static void attempt(String what, Deletion deletion) {
        try {
            long gone = deletion.rows();
            if (gone > 0) {
                log.info("deleted {}: {} that are kept no longer", what, gone);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "{} that are kept no longer cannot be deleted: {}; again in the next round",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        }
    }

    /** Returns how many months and rows of no month went. */
    private long dropMonths(Instant before) {
        long gone = 0;
        YearMonth kept = YearMonth.from(before.atOffset(ZoneOffset.UTC));
        List<String> months = jdbc.query(
                "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                        + " WHERE i.inhparent = ?::regclass AND c.relname ~ '_[0-9]{4}_[0-9]{2}$' ORDER BY 1",
                (row, _) -> row.getString(1), RAW);
        for (String month : months) {
            String suffix = month.substring(RAW.length() + 1).replace('_', '-');
            if (YearMonth.parse(suffix).isBefore(kept)) {
                transaction.executeWithoutResult(_ -> {
                    jdbc.execute("SET LOCAL lock_timeout = 2000");
                    jdbc.execute("DROP TABLE " + month);
                });
                gone++;
            }
        }
        return gone + inPortions(RAW + "_default", "created_at", before);
    }

    private long inPortions(String table, String column, Instant before) {
        String portion = "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s < ? LIMIT %3$d))"
                .formatted(table, column, PORTION);
        long gone = 0;
        for (int i = 0; i < MOST_PORTIONS; i++) {
            int rows = jdbc.update(portion, before.atOffset(ZoneOffset.UTC));
            gone += rows;
            if (rows < PORTION) {
                break;
            }
        }
        return gone;
    }

    /** Keeps the first point of each unit of time, and the last point of all; a day is a transaction. */
    private long thin(ChronoUnit unit, Instant before) {
        Instant end = before.truncatedTo(unit);
        OffsetDateTime first = jdbc.queryForObject("SELECT min(at) FROM equity_point", OffsetDateTime.class);
        if (first == null) {
            return 0;
        }
        long gone = 0;
        Duration step = Duration.ofDays(1);
        for (Instant day = first.toInstant().truncatedTo(ChronoUnit.DAYS); day.isBefore(end); day = day.plus(step)) {
            Instant dayEnd = day.plus(step);
            OffsetDateTime from = day.atOffset(ZoneOffset.UTC);
            OffsetDateTime to = (dayEnd.isBefore(end) ? dayEnd : end).atOffset(ZoneOffset.UTC);
            gone += jdbc.update("""
                    DELETE FROM equity_point WHERE at >= ? AND at < ? AND at IN (
                      SELECT at FROM (
                        SELECT at, row_number() OVER (PARTITION BY date_trunc(?, at, 'UTC') ORDER BY at) AS place FROM equity_point
                        WHERE at >= ? AND at < ?) AS point
                      WHERE place > 1)
                      AND at < (SELECT max(at) FROM equity_point)""", from, to, unit == ChronoUnit.HOURS ? "hour" : "minute", from, to);
        }
        return gone;
    }
}
