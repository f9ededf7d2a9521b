package io.slipstream.dashboard.penalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.database.Rows;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With much in the tables, most of it left alone, the page must read copies by their index and the rest by key. */
@Timeout(120)
class PenaltyPlansTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static JdbcClient jdbc;

    @BeforeAll
    static void fillTheTables() {
        DataSource database = TestDatabase.fresh();
        jdbc = JdbcClient.create(database);
        Trading trading = new Trading(database);
        trading.partitionsFor(NOW);
        UUID leader = trading.leader("whale");
        Token token = trading.market("Will it rain?", "Yes");
        trading.jdbc().sql("""
                        INSERT INTO leader_fill
                        SELECT uuid_v7_floor(?::timestamptz - n * interval '20 seconds'), gen_random_uuid(), ?, 'polygon', '0xe',
                               n, '0xb', '0xt', 0, '0xo', '0xm', '0xt', 'taker', ?, 'BUY', 0.5, 10, 5, 0, now(), now(),
                               'CONFIRMED', 'bulk'
                        FROM generate_series(1, 60000) n""").params(NOW.toString(), leader, token.id()).update();
        trading.jdbc().sql("""
                        INSERT INTO execution_attempt
                        SELECT id, id, 'paper', CASE WHEN copied THEN 'TRADE' ELSE 'SKIP' END, '{}', 0.1, token_id, 'BUY', 1,
                               NULL, 0, CASE WHEN copied THEN 'FILLED' ELSE 'SKIPPED' END, NULL, now(), NULL, NULL, now(), now()
                        FROM leader_fill, LATERAL (SELECT block_number % 50 = 0 AS copied) decided""").update();
        trading.jdbc().sql("""
                        INSERT INTO execution_fill
                        SELECT gen_random_uuid(), id, seq, 0.1, 0.5, 0, 'TAKER', now(), NULL
                        FROM execution_attempt, generate_series(0, 9) seq WHERE decision = 'TRADE'""").update();
        trading.jdbc()
                .sql("INSERT INTO trade SELECT id, ?, 'Yes', 'Will it rain?', 'm' FROM leader_fill")
                .param(token.conditionId())
                .update();
        trading.jdbc().sql("ANALYZE").update();
    }

    @Test
    void addsUpCopiesByTheIndexOfThemInEveryRange() {
        for (PenaltyRange range : PenaltyRange.values()) {
            plan(LeaderPenalties.SUMS, range, Map.of("counted", LeaderPenalties.COUNTED))
                    .anyMatch(
                            line -> line.contains("Scan Backward using execution_attempt_2026_11_leader_fill_id_idx1"))
                    .noneMatch(PenaltyPlansTest::readsAWholeTable);
        }
    }

    @Test
    void findsTheNewestCopiesByTheIndexOfThemAndTheRestByKey() {
        for (PenaltyRange range : PenaltyRange.values()) {
            plan(LatestCopies.NEWEST, range, Map.of("shown", LatestCopies.SHOWN))
                    .anyMatch(
                            line -> line.contains("Scan Backward using execution_attempt_2026_11_leader_fill_id_idx1"))
                    .noneMatch(PenaltyPlansTest::readsAWholeTable);
        }
    }

    private static boolean readsAWholeTable(String line) {
        return line.matches(".*Seq Scan on (leader_fill|execution_attempt|execution_fill|trade)_2026_11.*");
    }

    private static ListAssert<String> plan(String sql, PenaltyRange range, Map<String, Integer> parameters) {
        List<String> plan = Rows.all(jdbc.sql("EXPLAIN ANALYZE " + sql)
                .param("since", Timestamp.from(range.since(NOW)))
                .params(parameters)
                .query(String.class));
        return assertThat(plan).as(String.join("\n", plan));
    }
}
