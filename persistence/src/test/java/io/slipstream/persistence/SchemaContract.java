package io.slipstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the schema promises on any PostgreSQL: what partitions hold, and what keys refuse. */
abstract class SchemaContract {

    private static final Instant NOVEMBER = Instant.parse("2026-11-22T12:00:00Z");

    private JdbcTemplate jdbc = new JdbcTemplate();

    /** An empty database. */
    abstract DataSource database();

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database()).load().migrate();
        jdbc = new JdbcTemplate(database());
        jdbc.queryForObject("SELECT ensure_partitions(?, 2)", Integer.class, Timestamp.from(NOVEMBER));
    }

    @Test
    void makesTheMonthsAskedForOnceOnly() {
        Integer again = jdbc.queryForObject("SELECT ensure_partitions(?, 2)", Integer.class, Timestamp.from(NOVEMBER));
        assertThat(again).isZero();
        assertThat(partitionsOf("leader_fill"))
                .containsExactlyInAnyOrder(
                        "leader_fill_default", "leader_fill_2026_11", "leader_fill_2026_12", "leader_fill_2027_01");
    }

    @Test
    void putsAFillIntoTheMonthOfItsIdAndAllowsOneAttemptOnly() {
        UUID leader = UUID.randomUUID();
        jdbc.update("INSERT INTO leader VALUES (?, ?, 'test', TRUE, now())", leader, "0x" + "1".repeat(39) + "a");
        UUID fill = UuidCreator.getTimeOrderedEpoch(Instant.parse("2026-12-31T23:59:59.999Z"));
        jdbc.update("""
                INSERT INTO leader_fill VALUES (?, ?, ?, 'polygon', '0xe', 1, '0xb', '0xt', 0, '0xo', '0xm', '0xt', 'taker',
                  78.0, 'BUY', 0.5, 10, 5, 0, now(), now(), 'PROVISIONAL', 'k')""", fill, UUID.randomUUID(), leader);
        assertThat(jdbc.queryForObject(
                        "SELECT tableoid::regclass::text FROM leader_fill WHERE id = ?", String.class, fill))
                .isEqualTo("leader_fill_2026_12");
        String attempt = """
                INSERT INTO execution_attempt (leader_fill_id, id, mode, decision, decision_reason, ratio, token_id, side,
                  size_shares_target, ttl_ms, status, decided_at, created_at)
                VALUES (?, ?, 'paper', 'SKIP', '{}', 0.1, 78, 'BUY', 0, 0, 'SKIPPED', now(), now())""";
        jdbc.update(attempt, fill, fill);
        assertThatThrownBy(() -> jdbc.update(attempt, fill, fill)).isInstanceOf(DuplicateKeyException.class);
    }

    /** A leader's price may be nothing or above a dollar; a negative amount is no fill. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 10, true",
        "0, 0.000001, true",
        "1.25, 10, true",
        "-0.5, 10, false",
        "0.5, 0, false",
        "0.5, -1, false"
    })
    void refusesFiguresThatCannotBe(String price, String size, boolean stored) {
        UUID leader = UUID.randomUUID();
        jdbc.update(
                "INSERT INTO leader VALUES (?, ?, 'test', TRUE, now())",
                leader,
                "0x" + leader.toString().replace("-", "") + "0".repeat(8));
        String insert = """
                INSERT INTO leader_fill VALUES (?, ?, ?, 'polygon', '0xe', 1, '0xb', '0xt', 0, '0xo', '0xm', '0xt', 'taker',
                  78.0, 'BUY', %s, %s, 5, 0, now(), now(), 'PROVISIONAL', 'k')""".formatted(price, size);
        UUID fill = UuidCreator.getTimeOrderedEpoch(NOVEMBER);
        if (stored) {
            assertThat(jdbc.update(insert, fill, fill, leader)).isOne();
        } else {
            assertThatThrownBy(() -> jdbc.update(insert, fill, fill, leader))
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void keepsAChainIdentityUniqueOverAllMonths() {
        String claim = "INSERT INTO leader_fill_key VALUES (sha256('exchange|1|tx|0'::bytea), ?)";
        jdbc.update(claim, UUID.randomUUID());
        assertThatThrownBy(() -> jdbc.update(claim, UUID.randomUUID())).isInstanceOf(DuplicateKeyException.class);
    }

    private List<@Nullable String> partitionsOf(String table) {
        return jdbc.queryForList(
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ?::regclass", String.class, table);
    }
}
