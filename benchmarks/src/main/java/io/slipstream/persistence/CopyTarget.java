package io.slipstream.persistence;

import io.slipstream.benchmarks.wire.Wallets;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.money.Micros;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The rows that the journal makes of fills, as COPY takes them. */
record CopyTarget(Map<String, byte[]> byStatement) {

    private static final int RAW = 4;
    private static final int KEY = 2;
    private static final int FILL = 24;

    /** Encodes once, so that a measurement holds nothing of it. */
    static CopyTarget of(List<LeaderFill> fills) throws IOException {
        CopyRows keys = new CopyRows();
        CopyRows raws = new CopyRows();
        CopyRows rows = new CopyRows();
        for (LeaderFill fill : fills) {
            keys.row(KEY).bytea(FillKey.of(fill)).uuid(fill.id());
            raws.row(RAW)
                    .uuid(fill.id())
                    .text(fill.source())
                    .jsonb(fill.payload())
                    .timestamp(fill.detectedAtNanos());
            fill(rows.row(FILL), fill);
        }
        return new CopyTarget(Map.of(
                "COPY leader_fill_key (key_digest, leader_fill_id) FROM STDIN BINARY",
                keys.end(),
                "COPY leader_fill_raw (id, source, payload, created_at) FROM STDIN BINARY",
                raws.end(),
                "COPY leader_fill (id, raw_id, leader_id, source, exchange_address, block_number, block_hash, tx_hash, log_index,"
                        + " order_hash, maker, taker, leader_role, token_id, side, leader_price, leader_size, leader_usdc,"
                        + " fee_usdc, fill_ts, detected_at, status, dedupe_key, combo) FROM STDIN BINARY",
                rows.end()));
    }

    /** Copies everything into the tables, in the connection's transaction. */
    void copy(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        for (Map.Entry<String, byte[]> statement : byStatement.entrySet()) {
            CopyIn copy = postgres.getCopyAPI().copyIn(statement.getKey());
            copy.writeToCopy(statement.getValue(), 0, statement.getValue().length);
            copy.endCopy();
        }
    }

    private static void fill(CopyRows row, LeaderFill fill) throws IOException {
        row.uuid(fill.id())
                .uuid(fill.id())
                .uuid(Wallets.id((int) (fill.logIndex() % IngestionRun.LEADERS)))
                .text(fill.source())
                .text(fill.exchange().hex())
                .bigint(fill.blockNumber())
                .text(fill.blockHash())
                .text(fill.txHash())
                .bigint(fill.logIndex())
                .text(fill.orderHash())
                .text(fill.maker().hex())
                .text(fill.taker().hex())
                .text(fill.role().name().toLowerCase(Locale.ROOT))
                .numeric(SqlTypes.decimal(fill.tokenId()))
                .text(fill.side().name())
                .numeric(Micros.toDecimal(fill.leaderPriceMicros()))
                .numeric(Micros.toDecimal(fill.sharesMicros()))
                .numeric(Micros.toDecimal(fill.usdcMicros()))
                .numeric(Micros.toDecimal(fill.feeMicros()))
                .timestamp(fill.fillTimeNanos())
                .timestamp(fill.detectedAtNanos())
                .text("PROVISIONAL")
                .text(fill.dedupeKey())
                .bool(fill.combo());
    }
}
