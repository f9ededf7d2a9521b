package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What the worker stored, held against the truth. */
final class Ledger {

    private final JdbcTemplate jdbc;

    Ledger(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /** The block up to which everything is read for good, -1 before. */
    long settledBlock() {
        Long block = jdbc.queryForObject(
                "SELECT coalesce(min(last_processed_block), -1) FROM polygon_cursor WHERE role = 'maker'", Long.class);
        return block == null ? -1 : block;
    }

    /** The same before the worker has made its tables. */
    long settledBlockOrNone() {
        String table = jdbc.queryForObject("SELECT to_regclass('polygon_cursor')::TEXT", String.class);
        return table == null ? -1 : settledBlock();
    }

    long count(String sql) {
        Long count = jdbc.queryForObject(sql, Long.class);
        return count == null ? 0 : count;
    }

    /** 0 missing, 0 extra, 0 doubled, all fields equal, one attempt per fill. */
    void assertEquals(List<JsonNode> truth, long toBlock) {
        Map<String, String> expected = new HashMap<>();
        for (JsonNode fill : truth) {
            assertThat(expected.put(key(fill), line(fill)))
                    .as("the truth names every fill once")
                    .isNull();
        }
        Map<String, String> stored = new HashMap<>();
        List<String> doubled = new ArrayList<>();
        jdbc.query(
                """
                SELECT f.*, l.address, extract(EPOCH FROM f.fill_ts)::BIGINT AS seconds
                FROM leader_fill f JOIN leader l ON l.id = f.leader_id
                WHERE f.block_number <= ? AND f.status <> 'INVALIDATED'""",
                row -> {
                    String key = row.getString("exchange_address") + "|" + row.getString("tx_hash") + "|"
                            + row.getString("order_hash") + "|" + row.getString("log_index");
                    String line = String.join(
                            " ",
                            row.getString("address"),
                            row.getString("block_number"),
                            row.getString("block_hash"),
                            row.getString("seconds"),
                            row.getString("log_index"),
                            row.getString("maker"),
                            row.getString("taker"),
                            row.getString("leader_role"),
                            row.getBigDecimal("token_id").toBigIntegerExact().toString(),
                            row.getString("side"),
                            micros(traded(row, "size")),
                            micros(traded(row, "usdc")),
                            micros(row.getBigDecimal("fee_usdc")),
                            row.getString("status"));
                    if (stored.put(key, line) != null) {
                        doubled.add(key);
                    }
                },
                toBlock);
        assertThat(doubled).as("doubled").isEmpty();
        List<String> missing = expected.keySet().stream()
                .filter(key -> !stored.containsKey(key))
                .map(key -> key + " " + expected.get(key) + " (stored: " + anyStateOf(key.split("\\|")) + ")")
                .toList();
        assertThat(missing).as("missing").isEmpty();
        assertThat(stored).as("extra or different").isEqualTo(expected);
        // the newest may wait a moment for their books
        await("an attempt for every fill")
                .atMost(Duration.ofSeconds(20))
                .until(() -> count("SELECT count(*) FROM leader_fill f WHERE detected_at < now() - INTERVAL '5 seconds'"
                                + " AND NOT EXISTS (SELECT FROM execution_attempt a WHERE a.leader_fill_id = f.id)")
                        == 0);
        assertThat(count("SELECT count(*) - count(DISTINCT leader_fill_id) FROM execution_attempt"))
                .as("attempts beyond one for each fill")
                .isZero();
        assertThat(count(
                        "SELECT (SELECT count(DISTINCT id) FROM leader_fill_raw) - (SELECT count(*) FROM leader_fill)"))
                .as("fills without a raw row, or raw rows without a fill")
                .isZero();
        assertThat(count("SELECT count(*) - count(DISTINCT (id, source)) - (SELECT count(*) FROM leader_fill_move)"
                        + " FROM leader_fill_raw"))
                .as("raw rows beyond one for each fill, source and move")
                .isNotPositive();
        assertThat(fillsEverStored(truth))
                .as("fills of an order ever stored, in blocks that lost too, beyond those it has")
                .isEmpty();
        assertThat(count("SELECT count(*) FROM execution_attempt a WHERE coalesce((SELECT sum(filled_shares)"
                        + " FROM execution_fill f WHERE f.attempt_id = a.leader_fill_id), 0) > a.size_shares_target"))
                .as("attempts that filled more than they wanted")
                .isZero();
    }

    /** The orders of the truth of which more fills were stored than there are: each of those was decided once too often. */
    private List<String> fillsEverStored(List<JsonNode> truth) {
        Map<String, Integer> fills = new HashMap<>();
        truth.forEach(fill -> fills.merge(
                fill.path("txHash").asString() + "|" + fill.path("orderHash").asString(), 1, Integer::sum));
        List<String> beyond = new ArrayList<>();
        jdbc.query("SELECT tx_hash || '|' || order_hash, count(*) FROM leader_fill GROUP BY 1", row -> {
            Integer there = fills.get(row.getString(1));
            if (there != null && row.getInt(2) > there) {
                beyond.add(row.getString(1) + ": " + row.getInt(2) + " for " + there);
            }
        });
        return beyond;
    }

    private List<String> anyStateOf(String[] key) {
        List<String> states = new ArrayList<>();
        jdbc.query(
                "SELECT concat_ws(' ', status, dedupe_key, block_hash, detected_at) FROM leader_fill"
                        + " WHERE tx_hash = ? AND order_hash = ?",
                row -> {
                    states.add(row.getString(1));
                },
                key[1],
                key[2]);
        return states;
    }

    private static String key(JsonNode fill) {
        return fill.path("exchange").asString().toLowerCase(Locale.ROOT) + "|"
                + fill.path("txHash").asString() + "|" + fill.path("orderHash").asString() + "|"
                + fill.path("logIndex").asString();
    }

    private static String line(JsonNode fill) {
        return String.join(
                                " ",
                                fill.path("leader").asString(),
                                fill.path("blockNumber").asString(),
                                fill.path("blockHash").asString(),
                                fill.path("blockTimestamp").asString(),
                                fill.path("logIndex").asString(),
                                fill.path("maker").asString(),
                                fill.path("taker").asString(),
                                fill.path("role").asString())
                        .toLowerCase(Locale.ROOT)
                + " "
                + String.join(
                        " ",
                        fill.path("tokenId").asString(),
                        fill.path("side").asString(),
                        fill.path("sharesMicros").asString(),
                        fill.path("usdcMicros").asString(),
                        fill.path("feeMicros").asString(),
                        "CONFIRMED");
    }

    /** What was really traded; every fill has to be priced by the time it is final. */
    private static BigDecimal traded(ResultSet row, String what) throws SQLException {
        BigDecimal effective = row.getBigDecimal("effective_" + what);
        return effective == null ? BigDecimal.valueOf(-1) : effective;
    }

    private static String micros(BigDecimal amount) {
        return amount.movePointRight(6).toBigIntegerExact().toString();
    }
}
