package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** What is stored of final blocks, and how it stood against a second reading of them. */
public class CompletenessStore {

    /** The row of a leader without news is no older. */
    private static final Duration NEWS_AT_LEAST = Duration.ofHours(1);

    private final JdbcTemplate jdbc;

    CompletenessStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** From which block a leader is followed, and up to which everything of him is stored for good. */
    public record Standing(long firstBlock, long lastBlock) {}

    /**
     * A stored fill that is final.
     *
     * @param lagMillis from its block's time to its detection, 0 if the time is not known
     */
    public record StoredFinal(LeaderFill fill, long lagMillis) {}

    /** What a second reading of some blocks says of one leader. */
    public record Verdict(
            UUID leaderId, long fills, long missed, long extra, long different, long late, long worstLagMillis) {}

    /** How a second reading and what is stored are not the same. */
    public enum Kind {
        /** Read, and not stored. */
        MISSED,
        /** Stored, and not read. */
        EXTRA,
        /** Stored with another place, order, side, amount, fee or role than was read. */
        DIFFERENT
    }

    /** A log that a second reading and what is stored do not agree on. */
    public record Gap(Address exchange, String txHash, long logIndex, UUID leaderId, long blockNumber, Kind kind) {}

    /** The last block that was read a second time, -1 if none was. */
    @Transactional(readOnly = true)
    public long checkedTo() {
        Long block = jdbc.queryForObject("SELECT coalesce(max(to_block), -1) FROM completeness_check", Long.class);
        return block == null ? -1 : block;
    }

    /**
     * Where every leader stands.
     *
     * @param exchanges that are in use: the cursor of one that ended stands still for good
     */
    @Transactional(readOnly = true)
    public Map<Address, Standing> standings(Set<Address> exchanges) {
        Map<Address, Standing> standings = new HashMap<>();
        jdbc.query(
                """
                SELECT leader_address, max(first_block) AS first_block, min(last_processed_block) AS last_block
                FROM polygon_cursor WHERE role = ? AND exchange_address = ANY (?) GROUP BY leader_address""",
                statement -> {
                    statement.setString(1, Cursor.MAKER_TOPIC);
                    statement.setArray(
                            2,
                            statement
                                    .getConnection()
                                    .createArrayOf(
                                            "text",
                                            exchanges.stream().map(Address::hex).toArray()));
                },
                row -> {
                    standings.put(new Address(row.getString(1)), new Standing(row.getLong(2), row.getLong(3)));
                });
        return standings;
    }

    /** What is stored and final of these blocks. */
    @Transactional(readOnly = true)
    public List<StoredFinal> finalFills(long fromBlock, long toBlock) {
        return jdbc.query(
                """
                SELECT *, coalesce(extract(EPOCH FROM detected_at - fill_ts) * 1000, 0)::BIGINT AS lag
                FROM leader_fill WHERE block_number BETWEEN ? AND ? AND status = 'CONFIRMED'""", (row, _) -> new StoredFinal(LedgerStore.fill(row), row.getLong("lag")), fromBlock, toBlock);
    }

    /** The blocks of which both readings have not agreed yet, lowest first. */
    @Transactional(readOnly = true)
    public List<Long> openGapBlocks(int most) {
        return jdbc.query(
                "SELECT DISTINCT block_number FROM completeness_gap WHERE healed_at IS NULL ORDER BY block_number LIMIT ?",
                (row, _) -> row.getLong(1),
                most);
    }

    /** Both readings of a block agree: what was found of it is put right. Returns how many gaps that closes. */
    @Transactional
    public int healed(long block, Instant at) {
        return jdbc.update(
                "UPDATE completeness_gap SET healed_at = ? WHERE block_number = ? AND healed_at IS NULL",
                at.atOffset(ZoneOffset.UTC),
                block);
    }

    /**
     * Stores the outcome of a second reading; the blocks are not checked again. Of a leader without news a row is written
     * once an hour, so that a hundred thousand of those cost nothing.
     */
    @Transactional
    public void checked(
            long fromBlock,
            long toBlock,
            String endpoint,
            int leaders,
            List<Verdict> verdicts,
            List<Gap> gaps,
            Instant at) {
        jdbc.update(
                "INSERT INTO completeness_check (to_block, from_block, endpoint, leaders, fills, missed, extra, different,"
                        + " checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                toBlock,
                fromBlock,
                endpoint,
                leaders,
                verdicts.stream().mapToLong(Verdict::fills).sum(),
                verdicts.stream().mapToLong(Verdict::missed).sum(),
                verdicts.stream().mapToLong(Verdict::extra).sum(),
                verdicts.stream().mapToLong(Verdict::different).sum(),
                at.atOffset(ZoneOffset.UTC));
        jdbc.update("""
                INSERT INTO completeness AS c (leader_id, from_block, to_block, fills, missed, extra, different, late,
                  worst_lag_ms, checked_at)
                SELECT v.leader_id, ?, ?, v.fills, v.missed, v.extra, v.different, v.late, v.worst_lag_ms, ?
                FROM unnest(?, ?, ?, ?, ?, ?, ?) AS v (leader_id, fills, missed, extra, different, late, worst_lag_ms)
                LEFT JOIN completeness known USING (leader_id)
                WHERE v.fills + v.missed + v.extra + v.different + v.late > 0 OR known.leader_id IS NULL
                  OR known.checked_at < ?
                ON CONFLICT (leader_id) DO UPDATE
                SET to_block = excluded.to_block, fills = c.fills + excluded.fills, missed = c.missed + excluded.missed,
                    extra = c.extra + excluded.extra, different = c.different + excluded.different,
                    late = c.late + excluded.late,
                    worst_lag_ms = greatest(c.worst_lag_ms, excluded.worst_lag_ms), checked_at = excluded.checked_at""", statement -> {
            statement.setLong(1, fromBlock);
            statement.setLong(2, toBlock);
            statement.setObject(3, at.atOffset(ZoneOffset.UTC));
            new Columns<>(statement, verdicts, 3)
                    .uuid(Verdict::leaderId)
                    .bigint(Verdict::fills)
                    .bigint(Verdict::missed)
                    .bigint(Verdict::extra)
                    .bigint(Verdict::different)
                    .bigint(Verdict::late)
                    .bigint(Verdict::worstLagMillis);
            statement.setObject(11, at.minus(NEWS_AT_LEAST).atOffset(ZoneOffset.UTC));
        });
        jdbc.batchUpdate(
                """
                INSERT INTO completeness_gap (exchange_address, tx_hash, log_index, leader_id, block_number, kind, found_at)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                gaps.stream()
                        .map(gap -> new Object[] {
                            gap.exchange().hex(),
                            gap.txHash(),
                            gap.logIndex(),
                            gap.leaderId(),
                            gap.blockNumber(),
                            gap.kind().name(),
                            at.atOffset(ZoneOffset.UTC)
                        })
                        .toList());
    }

    /** Forgets checks of long ago; what they add up to stays. */
    @Transactional
    public void forgetBefore(Instant before) {
        jdbc.update(
                "DELETE FROM completeness_check WHERE checked_at < ? AND to_block < (SELECT max(to_block) FROM completeness_check)",
                before.atOffset(ZoneOffset.UTC));
        jdbc.update("DELETE FROM rejected_log WHERE first_seen_at < ?", before.atOffset(ZoneOffset.UTC));
    }
}
