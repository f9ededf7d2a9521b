package io.slipstream.persistence;

import io.slipstream.core.engine.Relocation;
import io.slipstream.core.money.Micros;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Moves stored fills to the logs that state them now. Row, claim and history change in one statement, so that fills may
 * change places with each other. Runs in the caller's transaction.
 */
final class FillMoves {

    private static final String MOVE = """
            WITH told AS (
              SELECT id, delivery, exchange, block, block_hash, tx_hash, log_index, order_hash, maker, taker, role, side,
                token::numeric AS token, price::numeric(18, 6) AS price, size::numeric(38, 6) AS size,
                usdc::numeric(38, 6) AS usdc, fee::numeric(38, 6) AS fee,
                timestamptz 'epoch' + filled * interval '1 microsecond' AS filled, dedupe_key, digest,
                effective_price::numeric AS effective_price, effective_size::numeric AS effective_size,
                effective_usdc::numeric AS effective_usdc
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS told (id, delivery, exchange, block,
                block_hash, tx_hash, log_index, order_hash, maker, taker, role, side, token, price, size, usdc, fee, filled,
                dedupe_key, digest, effective_price, effective_size, effective_usdc)),
            revived AS (
              UPDATE leader_fill f SET status = 'PROVISIONAL' FROM told t JOIN leader_fill_move m
                ON m.leader_fill_id = t.id AND m.delivery_id = t.delivery
              WHERE f.id = t.id),
            fresh AS (
              SELECT * FROM told t WHERE NOT EXISTS (
                SELECT FROM leader_fill_move m WHERE m.leader_fill_id = t.id AND m.delivery_id = t.delivery)),
            before AS (SELECT f.* FROM leader_fill f JOIN fresh USING (id)),
            released AS (
              DELETE FROM leader_fill_key k USING before b
              WHERE k.key_digest = sha256(convert_to(b.dedupe_key || '|' || b.order_hash, 'UTF8')) AND k.leader_fill_id = b.id
              RETURNING 1),
            noted AS (
              INSERT INTO leader_fill_move (leader_fill_id, delivery_id, from_block_number, from_block_hash, from_log_index,
                from_role, from_price, from_size, from_usdc, from_fee, to_block_number, to_block_hash, to_log_index, to_role,
                to_price, to_size, to_usdc, to_fee)
              SELECT b.id, n.delivery, b.block_number, b.block_hash, b.log_index, b.leader_role, b.leader_price,
                b.leader_size, b.leader_usdc, b.fee_usdc, n.block, n.block_hash, n.log_index, n.role, n.price, n.size, n.usdc,
                n.fee
              FROM before b JOIN fresh n USING (id)),
            moved AS (
              UPDATE leader_fill f
              SET exchange_address = n.exchange, block_number = n.block, block_hash = n.block_hash, tx_hash = n.tx_hash,
                log_index = n.log_index, order_hash = n.order_hash, maker = n.maker, taker = n.taker, leader_role = n.role,
                side = n.side, token_id = n.token, leader_price = n.price, leader_size = n.size, leader_usdc = n.usdc,
                fee_usdc = n.fee, fill_ts = n.filled, status = 'PROVISIONAL', dedupe_key = n.dedupe_key,
                effective_price = n.effective_price, effective_size = n.effective_size, effective_usdc = n.effective_usdc
              FROM fresh n WHERE f.id = n.id)
            INSERT INTO leader_fill_key (key_digest, leader_fill_id)
            SELECT n.digest, n.id FROM fresh n JOIN before b USING (id), (SELECT count(*) FROM released) AS freed""";

    private final JdbcTemplate jdbc;

    FillMoves(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Gives each fill the place and all figures of its log. A move that was written before only gives back the fill's
     * status.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another fill has the log: nothing is changed
     */
    void move(List<Relocation> moves) {
        jdbc.update(MOVE, statement -> {
            new Columns<>(statement, moves)
                    .uuid(Relocation::fillId)
                    .uuid(each -> each.now().id())
                    .text(each -> each.now().exchange().hex())
                    .bigint(each -> each.now().blockNumber())
                    .text(each -> each.now().blockHash())
                    .text(each -> each.now().txHash())
                    .bigint(each -> each.now().logIndex())
                    .text(each -> each.now().orderHash())
                    .text(each -> each.now().maker().hex())
                    .text(each -> each.now().taker().hex())
                    .text(each -> each.now().role().name().toLowerCase(Locale.ROOT))
                    .text(each -> each.now().side().name())
                    .numeric(move -> SqlTypes.decimal(move.now().tokenId()))
                    .numeric(move -> Micros.toDecimal(move.now().leaderPriceMicros()))
                    .numeric(move -> Micros.toDecimal(move.now().sharesMicros()))
                    .numeric(move -> Micros.toDecimal(move.now().usdcMicros()))
                    .numeric(move -> Micros.toDecimal(move.now().feeMicros()))
                    .time(each -> each.now().fillTimeNanos())
                    .text(each -> each.now().dedupeKey())
                    .bytea(move -> FillKey.of(move.now()))
                    .numeric(move -> EffectiveColumns.price(move.now().effective()))
                    .numeric(move -> EffectiveColumns.shares(move.now().effective()))
                    .numeric(move -> EffectiveColumns.usdc(move.now().effective()));
        });
    }
}
