package io.slipstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Months that were missed, busy tables, and rounds that are repeated, for a role that owns its database and is nobody else. */
class PartitionsTest {

    private static final Instant FEBRUARY = Instant.parse("2027-02-01T00:00:00Z");
    private static final List<String> TABLES =
            List.of("leader_fill", "trade", "execution_attempt", "execution_fill", "leader_fill_raw", "equity_point");
    private static final List<String> DEPENDENTS = List.of("leader_fill_move", "one_sided_fill");

    private static EmbeddedPostgres postgres;
    private static int made;

    private PGSimpleDataSource database = new PGSimpleDataSource();
    private JdbcTemplate jdbc = new JdbcTemplate();
    private final List<Long> pauses = new ArrayList<>();
    private Partitions partitions = partitions();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("CREATE ROLE plain LOGIN PASSWORD 'plain'");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void migrate() {
        String name = "months" + ++made;
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("CREATE DATABASE " + name + " OWNER plain");
        database = new PGSimpleDataSource();
        database.setUrl(postgres.getJdbcUrl("plain", name));
        database.setUser("plain");
        database.setPassword("plain");
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = new JdbcTemplate(database);
        partitions = partitions();
    }

    private Partitions partitions() {
        return new Partitions(jdbc, new JdbcTransactionManager(database), new Random(1), pauses::add);
    }

    @Test
    void makesThisMonthAndTheNextTwo() {
        assertThat(partitions.ensure(FEBRUARY)).isZero();
        for (String table : TABLES) {
            assertThat(monthsOf(table))
                    .containsExactly(table + "_2027_02", table + "_2027_03", table + "_2027_04", table + "_default");
        }
    }

    @Test
    void changesNothingTheSecondTime() {
        partitions.ensure(FEBRUARY);
        List<String> before = allMonths();
        assertThat(partitions.ensure(FEBRUARY)).isZero();
        assertThat(allMonths()).isEqualTo(before);
        assertThat(pauses).isEmpty();
    }

    @Test
    void movesWhatStandsInTheDefaultPartitionsWithAllThatRefersToIt() {
        for (Instant at : List.of(
                Instant.parse("2027-01-31T23:59:59.999Z"),
                FEBRUARY,
                Instant.parse("2027-02-28T23:59:59.999Z"),
                Instant.parse("2027-03-01T00:00:00Z"),
                Instant.parse("2027-05-01T00:00:00Z"))) {
            copiedFill(at);
        }
        List<String> before = contents();

        assertThat(partitions.ensure(FEBRUARY)).isZero();

        assertThat(contents()).isEqualTo(before);
        for (String table : TABLES) {
            assertThat(rowsIn(table + "_2027_02")).as(table + " of February").isEqualTo(2);
            assertThat(rowsIn(table + "_2027_03")).as(table + " of March").isEqualTo(1);
            assertThat(rowsIn(table + "_default"))
                    .as(table + " of other months")
                    .isEqualTo(2);
        }
    }

    @Test
    void guardsTheMovedRowsAsBefore() {
        UUID fill = copiedFill(FEBRUARY);
        partitions.ensure(FEBRUARY);
        for (String table : List.of("leader_fill", "execution_attempt")) {
            String key = table.equals("leader_fill") ? "id" : "leader_fill_id";
            assertThat(refused("DELETE FROM " + table + " WHERE " + key + " = '" + fill + "'"))
                    .as("rows refer to what is in " + table)
                    .isEqualTo("23503");
        }
        assertThat(refused("INSERT INTO trade VALUES ('%s', '', '', '', '')".formatted(id(FEBRUARY))))
                .as("a trade of no fill")
                .isEqualTo("23503");
        assertThat(refused("INSERT INTO trade VALUES ('%s', '', '', '', '')".formatted(fill)))
                .as("a second trade of a fill")
                .isEqualTo("23505");
    }

    @Test
    void goesOnWithTheOtherTablesWhileOneIsBusyAndMovesItsRowsLater() throws SQLException {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            boolean _ = statement.execute("INSERT INTO equity_point VALUES ('2027-02-03', 1, 1, 1, 1, 1, 1, 0)");

            assertThat(partitions.ensure(FEBRUARY))
                    .as("months of the busy table")
                    .isEqualTo(3);

            other.commit();
        }
        assertThat(pauses).as("between three tries").hasSize(2);
        assertThat(monthsOf("equity_point")).containsExactly("equity_point_default");
        assertThat(monthsOf("leader_fill")).hasSize(4);
        copiedFill(FEBRUARY);

        assertThat(partitions.ensure(FEBRUARY)).isZero();

        assertThat(rowsIn("equity_point_2027_02")).isEqualTo(2);
        assertThat(rowsIn("equity_point_default")).isZero();
    }

    @Test
    void isInNobodysWayWhoHoldsWhatRefersToATable() throws SQLException {
        copiedFill(FEBRUARY);
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            boolean _ = statement.execute("UPDATE one_sided_fill SET resolved_at = now()");
            assertThat(partitions.ensure(FEBRUARY)).as("months of leader_fill").isEqualTo(3);
            other.commit();
        }
        assertThat(rowsIn("leader_fill_default")).isOne();
        assertThat(partitions.ensure(FEBRUARY)).isZero();
        assertThat(rowsIn("leader_fill_default")).isZero();
    }

    @Test
    void neverThrowsForWhatTheDatabaseSays() {
        jdbc.execute("DROP FUNCTION make_partition CASCADE");
        assertThat(partitions.ensure(FEBRUARY)).isEqualTo(TABLES.size() * 3);
    }

    /** A fill with everything that refers to it, raw payload and point of equity, all of one instant. */
    private UUID copiedFill(Instant at) {
        UUID leader = jdbc.queryForObject("""
                INSERT INTO leader VALUES (gen_random_uuid(), '0x' || repeat('a', 40), 'alice', TRUE, now())
                ON CONFLICT (address) DO UPDATE SET label = 'alice' RETURNING id""", UUID.class);
        UUID id = id(at);
        jdbc.update("INSERT INTO leader_fill_raw VALUES (?, 'polygon', '{}', ?)", id, at.atOffset(ZoneOffset.UTC));
        jdbc.update("""
                INSERT INTO leader_fill VALUES (?, ?, ?, 'polygon', '0xe', 1, '0xb', '0xt', 0, '0xo', '0xm', '0xt', 'taker',
                  78.0, 'BUY', 0.5, 10, 5, 0, now(), now(), 'PROVISIONAL', 'k')""", id, id, leader);
        jdbc.update("INSERT INTO trade VALUES (?, '0xc', 'Yes', 'title', 'key')", id);
        jdbc.update("""
                INSERT INTO execution_attempt (leader_fill_id, id, mode, decision, decision_reason, ratio, token_id, side,
                  size_shares_target, ttl_ms, status, decided_at, created_at)
                VALUES (?, ?, 'paper', 'TRADE', '{}', 0.1, 78, 'BUY', 1, 0, 'SUBMITTED', now(), now())""", id, id);
        jdbc.update("""
                INSERT INTO execution_fill (id, attempt_id, seq, filled_shares, fill_price, fee_usdc, liquidity, fill_at)
                VALUES (gen_random_uuid(), ?, 0, 1, 0.5, 0, 'TAKER', now())""", id);
        jdbc.update("INSERT INTO one_sided_fill VALUES (?, 'polygon', now())", id);
        jdbc.update("""
                INSERT INTO leader_fill_move (leader_fill_id, delivery_id, from_block_number, from_block_hash, from_log_index,
                  from_role, from_price, from_size, from_usdc, from_fee, to_block_number, to_block_hash, to_log_index, to_role,
                  to_price, to_size, to_usdc, to_fee)
                VALUES (?, gen_random_uuid(), 1, '0xa', 0, 'taker', 1, 1, 1, 0, 2, '0xb', 0, 'taker', 1, 1, 1, 0)""", id);
        jdbc.update("INSERT INTO equity_point VALUES (?, 1, 1, 1, 1, 1, 1, 0)", at.atOffset(ZoneOffset.UTC));
        return id;
    }

    private static UUID id(Instant at) {
        return UuidCreator.getTimeOrderedEpoch(at);
    }

    private List<String> contents() {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.addAll(jdbc.queryForList("SELECT x::text FROM " + table + " x ORDER BY 1", String.class));
        }
        for (String table : DEPENDENTS) {
            rows.addAll(jdbc.queryForList("SELECT x::text FROM " + table + " x ORDER BY 1", String.class));
        }
        return rows;
    }

    private List<String> allMonths() {
        return TABLES.stream().flatMap(table -> monthsOf(table).stream()).toList();
    }

    private List<String> monthsOf(String table) {
        return jdbc.query(
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ?::regclass ORDER BY 1",
                (row, _) -> row.getString(1),
                table);
    }

    private int rowsIn(String partition) {
        Integer rows = jdbc.queryForObject("SELECT count(*) FROM " + partition, Integer.class);
        return rows == null ? -1 : rows;
    }

    /** The SQL state with which a statement is refused. */
    private String refused(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            boolean _ = statement.execute(sql);
            return "not at all";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
