package io.slipstream.persistence;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.Relocation;
import io.slipstream.core.money.Micros;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of a stored fill: moved, gone, back, final, completed by the other source. Runs in the caller's transaction. */
final class FillStateWriter {

    private final JdbcTemplate jdbc;
    private final FillMoves moves;

    FillStateWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.moves = new FillMoves(jdbc);
    }

    /** Fills that other logs state now: rows and claims follow, and the raw logs are kept beside the first ones. */
    void relocate(Effect.FillsRelocated relocated) {
        moves.move(relocated.relocations());
        for (Relocation each : relocated.relocations()) {
            keepRaw(each.fillId(), each.now());
            mark(each.fillId(), "NULL");
        }
    }

    void completeTime(Effect.FillTimed timed) {
        jdbc.update(
                "UPDATE leader_fill SET fill_ts = ? WHERE id = ?",
                Nanos.toTimestamp(timed.fillTimeNanos()),
                timed.fillId());
    }

    void price(Effect.FillPriced priced) {
        jdbc.update(
                "UPDATE leader_fill SET effective_price = ?, effective_size = ?, effective_usdc = ? WHERE id = ?",
                EffectiveColumns.price(priced.amounts()),
                EffectiveColumns.shares(priced.amounts()),
                EffectiveColumns.usdc(priced.amounts()),
                priced.fillId());
    }

    void invalidate(Effect.FillInvalidated invalidated) {
        int gone = jdbc.update(
                "UPDATE leader_fill SET status = 'INVALIDATED' WHERE id = ? AND status = 'PROVISIONAL'",
                invalidated.fillId());
        if (gone > 0) {
            mark(invalidated.fillId(), "now()");
        }
    }

    /** What was called final is in no final block. */
    void disprove(Effect.FillDisproved disproved) {
        jdbc.update("UPDATE leader_fill SET status = 'INVALIDATED' WHERE id = ?", disproved.fillId());
        mark(disproved.fillId(), "now()");
    }

    void confirm(Effect.FillsConfirmed confirmed) {
        jdbc.update(
                "UPDATE leader_fill SET status = 'CONFIRMED' WHERE id = ANY (?) AND status = 'PROVISIONAL'",
                statement -> statement.setArray(
                        1,
                        statement
                                .getConnection()
                                .createArrayOf("uuid", confirmed.fillIds().toArray(UUID[]::new))));
    }

    /** The chain's identity and figures take the place of the row's, which is kept beside them. */
    void complete(Effect.FillCompleted completed) {
        LeaderFill chain = completed.onChain();
        claim(chain, completed.fillId());
        jdbc.update(
                """
                UPDATE leader_fill SET row_key = dedupe_key, exchange_address = ?, block_number = ?, block_hash = ?,
                  log_index = ?, order_hash = ?, taker = ?, leader_role = ?, leader_price = ?, leader_size = ?,
                  leader_usdc = ?, fee_usdc = ?, fill_ts = coalesce(?, fill_ts), combo = ?, dedupe_key = ?,
                  effective_price = ?, effective_size = ?, effective_usdc = ?
                WHERE id = ? AND row_key IS NULL""",
                chain.exchange().hex(),
                chain.blockNumber(),
                chain.blockHash(),
                chain.logIndex(),
                chain.orderHash(),
                chain.taker().hex(),
                chain.role().name().toLowerCase(Locale.ROOT),
                Micros.toDecimal(chain.leaderPriceMicros()),
                Micros.toDecimal(chain.sharesMicros()),
                Micros.toDecimal(chain.usdcMicros()),
                Micros.toDecimal(chain.feeMicros()),
                Nanos.toTimestamp(chain.fillTimeNanos()),
                chain.combo(),
                chain.dedupeKey(),
                EffectiveColumns.price(chain.effective()),
                EffectiveColumns.shares(chain.effective()),
                EffectiveColumns.usdc(chain.effective()),
                completed.fillId());
        alsoTold(completed.fillId(), chain);
    }

    void seenByRow(Effect.FillSeenByRow seen) {
        claim(seen.row(), seen.fillId());
        jdbc.update(
                "UPDATE leader_fill SET row_key = ? WHERE id = ?", seen.row().dedupeKey(), seen.fillId());
        alsoTold(seen.fillId(), seen.row());
    }

    void oneSided(Effect.OneSided oneSided) {
        jdbc.update("""
                INSERT INTO one_sided_fill (leader_fill_id, seen_by, reported_at) VALUES (?, ?, ?)
                ON CONFLICT DO NOTHING""", oneSided.fillId(), oneSided.seenBy(), Nanos.toTimestamp(oneSided.atNanos()));
    }

    void rejected(List<Effect.LogRejected> logs) {
        jdbc.batchUpdate("""
                INSERT INTO rejected_log (digest, source, reason, payload, first_seen_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""", logs, FillWriter.BATCH, (row, log) -> {
            row.setBytes(1, FillKey.digest(log.payload()));
            row.setString(2, log.source());
            row.setString(3, text(log.reason()));
            row.setString(4, text(log.payload()));
            row.setObject(5, Nanos.toTimestamp(log.atNanos()));
        });
    }

    /**
     * A second identity of a stored fill.
     *
     * @throws DuplicateKeyException if another fill has it
     */
    private void claim(LeaderFill fill, UUID fillId) {
        byte[] digest = FillKey.of(fill);
        int claimed = jdbc.update(
                "INSERT INTO leader_fill_key (key_digest, leader_fill_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                digest,
                fillId);
        if (claimed > 0) {
            return;
        }
        UUID owner = jdbc.queryForObject(
                "SELECT leader_fill_id FROM leader_fill_key WHERE key_digest = ?", UUID.class, digest);
        if (!fillId.equals(owner)) {
            throw new DuplicateKeyException(
                    "%s belongs to fill %s and cannot belong to fill %s".formatted(fill.sighting(), owner, fillId));
        }
    }

    /** The second source's payload is kept beside the first's. */
    private void alsoTold(UUID fillId, LeaderFill other) {
        keepRaw(fillId, other);
        jdbc.update("UPDATE one_sided_fill SET resolved_at = now() WHERE leader_fill_id = ?", fillId);
    }

    private void keepRaw(UUID fillId, LeaderFill told) {
        jdbc.update(
                """
                INSERT INTO leader_fill_raw (id, source, payload, created_at) VALUES (?, ?, ?::jsonb, ?)
                ON CONFLICT DO NOTHING""",
                fillId,
                told.source(),
                FillWriter.storable(told.payload()),
                Nanos.toTimestamp(told.detectedAtNanos()));
    }

    /** Marks everything that followed from a fill. */
    private void mark(UUID fillId, String when) {
        jdbc.update(
                "UPDATE execution_attempt SET cause_invalidated_at = " + when + " WHERE leader_fill_id = ?", fillId);
        jdbc.update("UPDATE execution_fill SET cause_invalidated_at = " + when + " WHERE attempt_id = ?", fillId);
    }

    /** PostgreSQL's text cannot hold NUL, which a broken peer may send. */
    private static String text(String value) {
        return value.replace('\0', '?');
    }
}
