package io.slipstream.dashboard.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.database.Rows;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
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

/** With much in the tables, the page must read by indexes and never a whole table. */
@Timeout(120)
class DetectionPlansTest {

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
                               CASE WHEN n % 5000 = 0 THEN 'INVALIDATED' WHEN n < 20 THEN 'PROVISIONAL' ELSE 'CONFIRMED' END,
                               'bulk'
                        FROM generate_series(1, 60000) n""").params(NOW.toString(), leader, token.id()).update();
        trading.jdbc().sql("""
                        INSERT INTO execution_attempt
                        SELECT id, id, 'paper', 'TRADE', '{}', 0.1, token_id, 'BUY', 0, NULL, 0, 'FILLED', NULL, now(),
                               NULL, NULL, NULL, now(), NULL
                        FROM leader_fill""").update();
        trading.jdbc().sql("""
                        INSERT INTO execution_fill
                        SELECT gen_random_uuid(), id, 0, 1, 0.5, 0, 'TAKER', now(), NULL FROM leader_fill""").update();
        trading.jdbc()
                .sql("INSERT INTO trade SELECT id, ?, 'Yes', 'Will it rain?', 'm' FROM leader_fill")
                .param(token.conditionId())
                .update();
        trading.jdbc().sql("""
                        INSERT INTO one_sided_fill
                        SELECT id, 'polygon', detected_at, CASE WHEN block_number % 500 <> 0 THEN now() END
                        FROM leader_fill""").update();
        trading.jdbc().sql("""
                        INSERT INTO rejected_log
                        SELECT sha256(n::text::bytea), 'rpc', 'reason', 'payload', ?::timestamptz - n * interval '1 minute'
                        FROM generate_series(1, 60000) n""").param(NOW.toString()).update();
        trading.jdbc().sql("""
                        INSERT INTO inventory_event
                        SELECT '0x' || n, ?, '0xl', n, 'SPLIT', 1, '0xop', n, '0xb', 0, '{}', now()
                        FROM generate_series(1, 60000) n""").param(leader).update();
        trading.jdbc().sql("ANALYZE").update();
    }

    @Test
    void findsInvalidatedFillsAmongTheFewThatAreNotConfirmed() {
        for (String sql : List.of(InvalidatedFills.NEWEST, InvalidatedFills.TOTAL)) {
            plan(sql, Map.of("shown", 20, "counted", 1_001))
                    .anyMatch(line -> line.contains("unconfirmed_fill"))
                    .noneMatch(DetectionPlansTest::readsAWholeTable);
        }
    }

    @Test
    void findsOpenFillsOfOneSourceByTheirIndexAndTheirKey() {
        plan(OneSidedFills.NEWEST, Map.of("shown", 20))
                .anyMatch(line -> line.contains("one_sided_fill_open"))
                .noneMatch(DetectionPlansTest::readsAWholeTable);
    }

    @Test
    void findsRejectedLogsByTheirTime() {
        plan(RejectedLogs.NEWEST, Map.of("shown", 20)).anyMatch(line -> line.contains("rejected_log_by_time"));
    }

    @Test
    void findsInventoryEventsByLeader() {
        plan(InventoryEvents.NEWEST, Map.of("shown", 20))
                .anyMatch(line -> line.contains("inventory_event_by_leader"))
                .noneMatch(DetectionPlansTest::readsAWholeTable);
    }

    private static boolean readsAWholeTable(String line) {
        return line.matches(".*Seq Scan on (leader_fill|execution_attempt|execution_fill|trade)_2026_11.*")
                || line.matches(".*Seq Scan on (one_sided_fill|inventory_event).*");
    }

    private static ListAssert<String> plan(String sql, Map<String, Integer> parameters) {
        List<String> plan =
                Rows.all(jdbc.sql("EXPLAIN " + sql).params(parameters).query(String.class));
        return assertThat(plan).as(String.join("\n", plan));
    }
}
