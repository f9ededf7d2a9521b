package io.slipstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What is kept for a time only, and what stays for ever. */
class RetentionTest extends JournalRig {

    private static final Instant NOW = Instant.parse("2027-02-15T12:30:00Z");
    private static final Retention.Kept KEPT =
            new Retention.Kept(Duration.ofDays(31), Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(90));

    private Retention retention = new Retention(new JdbcTemplate(), new JdbcTransactionManager());

    @BeforeEach
    void months() {
        retention = new Retention(jdbc, new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
        jdbc.query("SELECT ensure_partitions('2026-12-01', 2)", _ -> {});
        jdbc.execute("TRUNCATE completeness_gap");
    }

    @Test
    void dropsWholeMonthsOfRawPayloadsAndOldRowsOfNoMonth() {
        for (String day : new String[] {"2026-11-30", "2026-12-31", "2027-01-01", "2027-02-01", "2027-03-01"}) {
            jdbc.update(
                    "INSERT INTO leader_fill_raw VALUES (gen_random_uuid(), 'polygon', '{}', ?::timestamptz)",
                    day + "Z");
        }
        retention.apply(KEPT, NOW);
        assertThat(
                        one(
                                "SELECT string_agg((created_at AT TIME ZONE 'UTC')::DATE::TEXT, ' ' ORDER BY created_at) FROM leader_fill_raw"))
                .as("a month stays until all of it is over")
                .isEqualTo("2027-01-01 2027-02-01 2027-03-01");
        assertThat(one("SELECT coalesce(to_regclass('leader_fill_raw_2026_12')::TEXT, 'dropped')"))
                .isEqualTo("dropped");
    }

    @Test
    void thinsTheCurveToAMinuteAndThenToAnHourAndKeepsItsEnds() {
        points(NOW.minus(Duration.ofDays(40)), 2 * 3_600, 30);
        points(NOW.minus(Duration.ofDays(2)), 600, 2);
        points(NOW.minus(Duration.ofHours(2)), 60, 2);
        retention.apply(KEPT, NOW);
        retention.apply(KEPT, NOW);
        assertThat(one("SELECT count(*)::TEXT FROM equity_point WHERE at < '2027-01-15'"))
                .as("two hours from half past on, by hour")
                .isEqualTo("3");
        assertThat(one("SELECT count(*)::TEXT FROM equity_point WHERE at >= '2027-01-15' AND at < '2027-02-14'"))
                .as("ten minutes, by minute")
                .isEqualTo("10");
        assertThat(one("SELECT count(*)::TEXT FROM equity_point WHERE at >= '2027-02-15'"))
                .as("the last day, untouched")
                .isEqualTo("30");
        assertThat(one("SELECT min(at) = '2027-01-06T12:30:00Z' FROM equity_point"))
                .isEqualTo("t");
    }

    @Test
    void keepsTheLastPointOfAnAccountThatRestsForLong() {
        points(NOW.minus(Duration.ofDays(40)), 600, 60);
        retention.apply(KEPT, NOW);
        assertThat(
                        one(
                                "SELECT string_agg(to_char(at AT TIME ZONE 'UTC', 'HH24:MI'), ' ' ORDER BY at) FROM equity_point"))
                .isEqualTo("12:30 12:39");
    }

    @Test
    void forgetsGapsThatWereHealedLongAgoAndNoOthers() {
        for (int i = 0; i < 3; i++) {
            jdbc.update(
                    """
                    INSERT INTO completeness_gap (exchange_address, tx_hash, log_index, leader_id, block_number, kind, found_at,
                      healed_at)
                    VALUES ('0xe', '0xt', ?, ?, ?, 'MISSED', '2026-01-01', ?)""",
                    i,
                    LEADER_ID,
                    i,
                    i == 0 ? null : NOW.minus(Duration.ofDays(i == 1 ? 89 : 91)).atOffset(ZoneOffset.UTC));
        }
        retention.apply(KEPT, NOW);
        assertThat(one("SELECT string_agg(block_number::TEXT, ' ' ORDER BY block_number) FROM completeness_gap"))
                .as("an open one and one of late")
                .isEqualTo("0 1");
    }

    @Test
    void forgetsFactsOfTheQuarantineThatWereAcknowledgedLongAgo() {
        for (int i = 0; i < 3; i++) {
            jdbc.update(
                    """
                    INSERT INTO quarantined_fact (identity, kind, reason, payload, quarantined_at, last_seen_at, acknowledged_at)
                    VALUES (sha256(?::TEXT::BYTEA), ?, 'r', '{}', '2026-01-01', '2026-01-01', ?)""",
                    i,
                    "fact " + i,
                    i == 0 ? null : NOW.minus(Duration.ofDays(i == 1 ? 89 : 91)).atOffset(ZoneOffset.UTC));
        }
        retention.apply(KEPT, NOW);
        assertThat(one("SELECT string_agg(kind, ', ' ORDER BY kind) FROM quarantined_fact"))
                .as("an open one and one of late")
                .isEqualTo("fact 0, fact 1");
    }

    private static void points(Instant from, int seconds, int every) {
        jdbc.update(
                "INSERT INTO equity_point SELECT ?::timestamptz + n * interval '1 second', 1, 1, 1, 1, 1, 1, 0"
                        + " FROM generate_series(0, ? - 1, ?) AS n",
                from.toString(),
                seconds,
                every);
    }
}
