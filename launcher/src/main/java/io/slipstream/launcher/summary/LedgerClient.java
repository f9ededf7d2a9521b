package io.slipstream.launcher.summary;

import io.slipstream.launcher.database.DatabaseAddress;
import io.slipstream.launcher.summary.RunSummary.Attempts;
import io.slipstream.launcher.summary.RunSummary.Equity;
import io.slipstream.launcher.summary.RunSummary.Executions;
import io.slipstream.launcher.summary.RunSummary.LeaderRow;
import io.slipstream.launcher.summary.RunSummary.Percentiles;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads what the worker stored, as anybody with the database could: plain SQL, sharing no code with the worker. Fills
 * that the chain took back do not count.
 */
public final class LedgerClient implements AutoCloseable {

    private static final String STANDING = " leader_fill.status <> 'INVALIDATED' AND leader_fill.block_number <= ? ";

    private final Connection connection;

    private LedgerClient(Connection connection) {
        this.connection = connection;
    }

    /** Numbers for the line that is printed while the system runs. */
    public record Pulse(long detected, long attempts, long fills, BigDecimal equityUsdc) {}

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Opens a connection of its own. */
    public static LedgerClient open(DatabaseAddress address) throws SQLException {
        Connection connection = address.connect();
        connection.setReadOnly(true);
        return new LedgerClient(connection);
    }

    /** Whether the worker has made its tables. */
    public boolean hasSchema() throws SQLException {
        return one("SELECT to_regclass('equity_point') IS NOT NULL", row -> row.getBoolean(1));
    }

    /** The block up to which every cursor of the worker has come; empty before the first one is written. */
    public OptionalLong processedBlock() throws SQLException {
        return one("SELECT min(last_processed_block) FROM polygon_cursor", row -> {
            long block = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(block);
        });
    }

    /** Counts for the status line. */
    public Pulse pulse() throws SQLException {
        return one("""
                SELECT (SELECT count(*) FROM leader_fill WHERE status <> 'INVALIDATED'),
                       (SELECT count(*) FROM execution_attempt),
                       (SELECT count(*) FROM execution_fill),
                       (SELECT equity_usdc FROM equity_point ORDER BY at DESC LIMIT 1)
                """, row -> new Pulse(row.getLong(1), row.getLong(2), row.getLong(3), amount(row, 4)));
    }

    /** Every stored fill up to a block. */
    public List<FillFacts> fillsUpTo(long block) throws SQLException {
        return all(
                """
                SELECT leader.address, lower(exchange_address), block_number, lower(tx_hash), log_index,
                       lower(order_hash), token_id, side,
                       coalesce(effective_size, leader_size), coalesce(effective_usdc, leader_usdc), fee_usdc, leader_role
                FROM leader_fill JOIN leader ON leader.id = leader_fill.leader_id
                WHERE""" + STANDING + "ORDER BY block_number, log_index",
                row -> new FillFacts(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getBigDecimal(7).toPlainString(),
                        row.getString(8),
                        micros(row.getBigDecimal(9)),
                        micros(row.getBigDecimal(10)),
                        micros(row.getBigDecimal(11)),
                        row.getString(12)),
                block);
    }

    /** How many stored fills up to a block nobody has decided on. */
    public long fillsWithoutAttempt(long block) throws SQLException {
        return one("""
                SELECT count(*) FROM leader_fill
                LEFT JOIN execution_attempt ON execution_attempt.leader_fill_id = leader_fill.id
                WHERE execution_attempt.leader_fill_id IS NULL AND""" + STANDING, row -> row.getLong(1), block);
    }

    /** What was decided on the fills up to a block. */
    public Attempts attempts(long block) throws SQLException {
        Map<String, Long> skipped = new LinkedHashMap<>();
        long[] counts = new long[2];
        all(
                """
                SELECT decision,
                       coalesce(decision_reason ->> 'code', decision_reason::text),
                       count(*)
                FROM execution_attempt JOIN leader_fill ON leader_fill.id = execution_attempt.leader_fill_id
                WHERE""" + STANDING + "GROUP BY 1, 2 ORDER BY 3 DESC",
                row -> {
                    boolean traded = row.getString(1).equals("TRADE");
                    counts[traded ? 0 : 1] += row.getLong(3);
                    return traded ? 0L : skipped.merge(row.getString(2), row.getLong(3), Long::sum);
                },
                block);
        return new Attempts(counts[0] + counts[1], counts[0], counts[1], skipped, fillsWithoutAttempt(block));
    }

    /** What the copies of the fills up to a block executed. */
    public Executions executions(long block) throws SQLException {
        return one(
                """
                SELECT count(*), sum(filled_shares), sum(filled_shares * fill_price), sum(execution_fill.fee_usdc)
                FROM execution_fill JOIN leader_fill ON leader_fill.id = execution_fill.attempt_id
                WHERE execution_fill.settlement <> 'FAILED' AND""" + STANDING,
                row -> new Executions(row.getLong(1), amount(row, 2), amount(row, 3), amount(row, 4)),
                block);
    }

    /** How equity moved from the start of the run to its last point. */
    public Equity equity(Instant since) throws SQLException {
        OffsetDateTime from = since.atOffset(ZoneOffset.UTC);
        return one(
                """
                SELECT (SELECT count(*) FROM equity_point WHERE at >= ?),
                       (SELECT equity_usdc FROM equity_point WHERE at >= ? ORDER BY at LIMIT 1),
                       last.equity_usdc, last.realized_usdc, last.unrealized_usdc, last.fees_usdc
                FROM (VALUES (1)) AS always
                LEFT JOIN (SELECT * FROM equity_point ORDER BY at DESC LIMIT 1) AS last ON TRUE
                """,
                row -> new Equity(
                        row.getLong(1), amount(row, 2), amount(row, 3), amount(row, 4), amount(row, 5), amount(row, 6)),
                from,
                from);
    }

    /** From the time of a fill's block to its detection, of what was detected in this run. */
    public Percentiles detectionMillis(Instant since) throws SQLException {
        return percentiles(
                "detected_at - fill_ts",
                "FROM leader_fill WHERE fill_ts IS NOT NULL AND detected_at >= ?",
                since.atOffset(ZoneOffset.UTC));
    }

    /** From the detection of a fill to the placement of its copy, of what was detected in this run. */
    public Percentiles placementMillis(Instant since) throws SQLException {
        return percentiles("placed_at - detected_at", """
                FROM leader_fill JOIN execution_attempt ON execution_attempt.leader_fill_id = leader_fill.id
                WHERE placed_at IS NOT NULL AND detected_at >= ?""", since.atOffset(ZoneOffset.UTC));
    }

    /** What became of each leader's fills up to a block. */
    public List<LeaderRow> leaders(long block) throws SQLException {
        return all(
                """
                SELECT leader.address, leader.label, 0, count(DISTINCT leader_fill.id),
                       count(DISTINCT leader_fill_id) FILTER (WHERE decision = 'TRADE'),
                       count(DISTINCT leader_fill_id) FILTER (WHERE decision = 'SKIP'),
                       count(execution_fill.seq), sum(filled_shares * fill_price)
                FROM leader
                LEFT JOIN leader_fill ON leader_fill.leader_id = leader.id AND""" + STANDING + """
                LEFT JOIN execution_attempt ON execution_attempt.leader_fill_id = leader_fill.id
                LEFT JOIN execution_fill ON execution_fill.attempt_id = leader_fill.id
                                        AND execution_fill.settlement <> 'FAILED'
                WHERE leader.enabled
                GROUP BY 1, 2 ORDER BY 4 DESC, 2
                """,
                row -> new LeaderRow(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        amount(row, 8)),
                block);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Percentiles percentiles(String interval, String from, Object parameter) throws SQLException {
        String millis = "extract(EPOCH FROM " + interval + ") * 1000";
        return one(
                "SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY " + millis + "),"
                        + " percentile_cont(0.99) WITHIN GROUP (ORDER BY " + millis + ") " + from,
                row -> new Percentiles(row.getLong(1), row.getDouble(2), row.getDouble(3)),
                parameter);
    }

    private <T> T one(String sql, Row<T> row, Object... parameters) throws SQLException {
        return all(sql, row, parameters).getFirst();
    }

    private <T> List<T> all(String sql, Row<T> row, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(60);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> read = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(row.read(rows));
                }
            }
            return read;
        }
    }

    private static BigDecimal amount(ResultSet row, int column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? BigDecimal.ZERO : value;
    }

    private static long micros(BigDecimal amount) {
        return amount.movePointRight(6).longValueExact();
    }
}
