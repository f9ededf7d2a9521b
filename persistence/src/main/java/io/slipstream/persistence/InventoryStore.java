package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.inventory.Drift;
import io.slipstream.core.inventory.InventoryEvent;
import io.slipstream.core.money.Micros;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** What leaders' inventories did beside their fills, and contracts that nobody knows. */
public class InventoryStore {

    private final JdbcTemplate jdbc;
    private final CursorWriter cursors;
    private final QuarantineStore quarantine;

    InventoryStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.cursors = new CursorWriter(jdbc);
        this.quarantine = new QuarantineStore(jdbc);
    }

    /**
     * An event with what it was read from.
     *
     * @param payload the raw logs, a JSON array
     */
    public record Row(InventoryEvent event, String payload) {}

    /**
     * Stores what some blocks hold, and that they are read; storing it again changes nothing. What is refused goes into
     * quarantine.
     *
     * @param leaderIds id of every leader that is named
     * @return what is in quarantine for the first time
     */
    @Transactional
    public List<QuarantinedFact> store(
            List<Row> rows, List<Drift> drifts, CursorMove move, Map<Address, UUID> leaderIds, Instant at) {
        OffsetDateTime now = at.atOffset(ZoneOffset.UTC);
        List<QuarantinedFact> alarms = new ArrayList<>();
        new Sieve(jdbc)
                .<Row>store(
                        rows,
                        some -> insert(List.copyOf(some), leaderIds, now),
                        (row, why) -> alarms.addAll(quarantine.keep(
                                List.of(QuarantinedFact.refused(
                                        "InventoryEvent",
                                        row.event().txHash() + "|" + row.event().leader() + "|"
                                                + row.event().tokenId(),
                                        why,
                                        row)),
                                at)));
        for (Drift drift : drifts) {
            // the same transaction read again is not another occurrence
            jdbc.update(
                    """
                    INSERT INTO contract_drift AS d (contract, reason, occurrences, example_tx, example_leader, first_block,
                      last_block, first_seen_at, last_seen_at)
                    VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (contract) DO UPDATE
                    SET occurrences = d.occurrences + 1, last_block = excluded.last_block, last_seen_at = excluded.last_seen_at
                    WHERE d.last_block < excluded.last_block""",
                    drift.contract().hex(),
                    drift.reason(),
                    drift.txHash(),
                    drift.leader().hex(),
                    drift.blockNumber(),
                    drift.blockNumber(),
                    now,
                    now);
        }
        cursors.move(List.of(new Effect.CursorsMoved(move, Nanos.of(at))));
        return List.copyOf(alarms);
    }

    private void insert(List<Row> rows, Map<Address, UUID> leaderIds, OffsetDateTime now) {
        jdbc.batchUpdate("""
                INSERT INTO inventory_event (tx_hash, leader_id, ledger, token_id, kind, shares, operator, block_number,
                  block_hash, log_index, payload, detected_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING""", rows, FillWriter.BATCH, (statement, row) -> {
            InventoryEvent event = row.event();
            statement.setString(1, event.txHash());
            statement.setObject(2, leaderIds.get(event.leader()));
            statement.setString(3, event.ledger().hex());
            statement.setBigDecimal(4, SqlTypes.decimal(event.tokenId()));
            statement.setString(5, event.kind().name());
            statement.setBigDecimal(6, Micros.toDecimal(event.sharesMicros()));
            statement.setString(7, event.operator().hex());
            statement.setLong(8, event.blockNumber());
            statement.setString(9, event.blockHash());
            statement.setLong(10, event.logIndex());
            statement.setString(11, FillWriter.storable(row.payload()));
            statement.setObject(12, now);
        });
    }
}
