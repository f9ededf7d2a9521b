package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the proof. Its tables have one row a leader, and one a gap, of which there should be none. */
@Component
class Proofs {

    /** Leaders on the page; the total counts all of them. */
    static final int LEADERS_SHOWN = 50;

    /** Gaps on the page. */
    static final int GAPS_SHOWN = 20;

    private static final String TOTAL = """
            SELECT count(*) AS leaders, count(*) FILTER (WHERE proof.leader_id IS NULL) AS unchecked,
                   min(proof.from_block) AS from_block, max(proof.to_block) AS to_block,
                   coalesce(sum(proof.fills), 0)::bigint AS fills, coalesce(sum(proof.missed), 0)::bigint AS missed,
                   coalesce(sum(proof.extra), 0)::bigint AS extra,
                   coalesce(sum(proof.different), 0)::bigint AS different,
                   coalesce(sum(proof.late), 0)::bigint AS late, max(proof.worst_lag_ms) AS worst_lag_ms,
                   (SELECT count(*) FROM completeness_gap WHERE healed_at IS NULL AND kind = 'MISSED') AS open_missed,
                   (SELECT count(*) FROM completeness_gap WHERE healed_at IS NULL AND kind = 'EXTRA') AS open_extra,
                   (SELECT count(*) FROM completeness_gap WHERE healed_at IS NULL AND kind = 'DIFFERENT') AS open_different,
                   (SELECT count(*) FROM completeness_gap WHERE healed_at IS NOT NULL) AS healed
            FROM leader LEFT JOIN completeness proof ON proof.leader_id = leader.id
            WHERE leader.enabled OR proof.leader_id IS NOT NULL
            """;

    private static final String LEADERS = """
            SELECT coalesce(nullif(leader.label, ''), leader.address) AS leader, leader.address, leader.enabled,
                   proof.from_block, proof.to_block, proof.fills, proof.missed, proof.extra, proof.different, proof.late,
                   proof.worst_lag_ms, proof.checked_at
            FROM leader LEFT JOIN completeness proof ON proof.leader_id = leader.id
            WHERE leader.enabled OR proof.leader_id IS NOT NULL
            ORDER BY coalesce(proof.missed, 0) DESC, coalesce(proof.extra, 0) DESC, coalesce(proof.different, 0) DESC,
                     proof.leader_id IS NULL DESC, leader, leader.address
            LIMIT :shown
            """;

    private static final String LAST_READING = """
            SELECT from_block, to_block, endpoint, fills, missed, extra, different, checked_at
            FROM completeness_check ORDER BY checked_at DESC LIMIT 1
            """;

    private static final String GAPS = """
            SELECT gap.exchange_address, gap.tx_hash, gap.log_index, gap.block_number, gap.kind, gap.found_at, gap.healed_at,
                   coalesce(nullif(leader.label, ''), leader.address) AS leader
            FROM (SELECT * FROM completeness_gap ORDER BY found_at DESC, block_number DESC, log_index DESC LIMIT :shown) gap
            JOIN leader ON leader.id = gap.leader_id
            ORDER BY gap.found_at DESC, gap.block_number DESC, gap.log_index DESC
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Proofs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The proof as it stands. */
    Proof current() {
        return new Proof(
                jdbc.sql(TOTAL).query(TotalProof.class).single(),
                Rows.all(jdbc.sql(LEADERS).param("shown", LEADERS_SHOWN).query(LeaderProof.class)),
                jdbc.sql(LAST_READING).query(SecondReading.class).optional().orElse(null),
                Rows.all(jdbc.sql(GAPS).param("shown", GAPS_SHOWN).query(Gap.class)),
                clock.instant());
    }
}
