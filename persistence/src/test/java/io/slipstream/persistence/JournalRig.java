package io.slipstream.persistence;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.portfolio.EquityPoint;
import io.slipstream.core.portfolio.Position;
import io.slipstream.core.venue.TimeInForce;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A journal on a real PostgreSQL, empty before every test but for one leader. */
abstract class JournalRig {

    static final UUID LEADER_ID = new UUID(3, 3);

    private static EmbeddedPostgres postgres;
    static JdbcTemplate jdbc;
    static TransactionTemplate transaction;

    Journal journal = new Journal(new JdbcTemplate(), new JsonMapper());
    final LeaderFill fill = fill(1, Side.BUY, "100", "0.5");

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        // as the worker connects: rewritten batches do not tell row by row what they changed
        PGSimpleDataSource database = (PGSimpleDataSource) postgres.getPostgresDatabase();
        database.setReWriteBatchedInserts(true);
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        journal = new Journal(jdbc, new JsonMapper());
        jdbc.execute(
                "TRUNCATE leader, leader_fill, leader_fill_key, leader_fill_raw, trade, execution_attempt,"
                        + " execution_fill, polygon_cursor, one_sided_fill, rejected_log, data_api_cursor, position, equity_point, quarantined_fact CASCADE");
        jdbc.update(
                "INSERT INTO leader VALUES (?, ?, 'alice', TRUE, ?)",
                LEADER_ID,
                LEADER.hex(),
                Timestamp.from(Instant.EPOCH));
    }

    static Effect.Fact cursor(long block) {
        return new Effect.CursorsMoved(
                new CursorMove(Set.of(EXCHANGE), Set.of(LEADER), Cursor.MAKER_TOPIC, block), NOON);
    }

    List<Effect.Fact> copied() {
        UUID id = fill.id();
        return List.of(
                new Effect.FillObserved(fill, instrument(YES)),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, 10 * Micros.ONE, 5_100, "buy"),
                        100_000,
                        TimeInForce.GTC,
                        30 * SECOND,
                        NOON),
                new Effect.AttemptPlaced(id, NOON + SECOND),
                new Effect.AttemptFilled(new ExecutionFill(
                        id, 0, 10 * Micros.ONE, 5_000, 125_000, Liquidity.TAKER, Settlement.CONFIRMED, NOON + SECOND)),
                new Effect.PositionChanged(new Position(
                        YES, "0xc1", 10 * Micros.ONE, 5 * Micros.ONE, 0, 125_000, null, null, NOON, NOON + SECOND)),
                new Effect.AttemptDone(id, OrderOutcome.FILLED, "filled", NOON + SECOND),
                new Effect.EquityMeasured(new EquityPoint(NOON, 1, 2, 1_000 * Micros.ONE, 3, 4, 5, 0)),
                cursor(10));
    }

    void write(List<Effect.Fact> facts) {
        transaction.executeWithoutResult(_ -> journal.write(facts, Map.of(LEADER, LEADER_ID)));
    }

    /** As the journal's thread does it: all at once, and in parts where that is refused. Returns how many alarms there are. */
    int deliver(List<Effect.Fact> facts) {
        try {
            write(facts);
            return 0;
        } catch (RuntimeException e) {
            assertThat(WriteFailure.of(e).remedy()).as(e.toString()).isEqualTo(WriteFailure.Remedy.REFUSED);
            List<QuarantinedFact> alarms = transaction.execute(_ -> journal.sift(facts, Map.of(LEADER, LEADER_ID)));
            return alarms == null ? -1 : alarms.size();
        }
    }

    static String one(String sql) {
        return String.valueOf(jdbc.queryForObject(sql, String.class));
    }
}
