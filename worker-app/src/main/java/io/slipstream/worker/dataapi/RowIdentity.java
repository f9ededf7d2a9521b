package io.slipstream.worker.dataapi;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.LeaderRole;
import io.slipstream.core.money.Micros;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The identity of a row that has none: what it says, and the how-manieth of its equals it is within one answer. Stands in
 * for the chain's with exchange zero, block zero and a log index made of the two.
 */
final class RowIdentity {

    /** Equal rows in one answer that can be told apart. */
    static final int MOST_EQUALS = 1 << 12;

    private static final Address NOBODY = new Address("0x" + "0".repeat(40));
    private static final int DIGEST_BITS = 48;

    private RowIdentity() {}

    static LeaderFill fill(TradeRow row, int occurrence, UUID id, long detectedAtNanos, String payload) {
        byte[] digest = digest(row);
        long leading = ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - DIGEST_BITS);
        return new LeaderFill(
                id,
                DataApiSource.NAME,
                row.wallet(),
                LeaderRole.UNKNOWN,
                NOBODY,
                0,
                "",
                row.txHash(),
                leading * MOST_EQUALS + occurrence,
                "0x" + HexFormat.of().formatHex(digest),
                row.wallet(),
                NOBODY,
                row.tokenId(),
                row.combo(),
                row.side(),
                row.priceMicros(),
                row.sharesMicros(),
                Micros.mulDivHalfUp(row.sharesMicros(), row.priceMicros(), Micros.ONE),
                0,
                row.timestampSeconds() * 1_000_000_000L,
                detectedAtNanos,
                payload,
                null);
    }

    private static byte[] digest(TradeRow row) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text(row).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What is digested is stored for ever: this form never changes, whatever else a row comes to hold. */
    private static String text(TradeRow row) {
        return "TradeRow[wallet=%s, side=%s, tokenId=%s, sharesMicros=%d, priceMicros=%d, timestampSeconds=%d, txHash=%s]"
                .formatted(
                        row.wallet(),
                        row.side(),
                        row.tokenId(),
                        row.sharesMicros(),
                        row.priceMicros(),
                        row.timestampSeconds(),
                        row.txHash());
    }
}
