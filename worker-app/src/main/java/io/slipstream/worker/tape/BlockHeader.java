package io.slipstream.worker.tape;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a block's compressed bytes. The hash chains blocks; the checksum tells a header from what is none, so
 * that lengths can be relied on before the hash is known.
 */
final class BlockHeader {

    /** Bytes. */
    static final int LENGTH = 76;

    /** How a header begins. */
    static final int MAGIC = 0x5442_4c4b; // TBLK

    private static final int END = 1;
    private static final int FIELDS = 40;
    private static final int CHECKED = FIELDS + Chain.LENGTH;

    private final boolean end;
    private final int rawLength;
    private final int payloadLength;
    private final int frames;
    private final long leastNanos;
    private final long mostNanos;
    private final byte[] hash;

    private BlockHeader(
            boolean end, int rawLength, int payloadLength, int frames, long leastNanos, long mostNanos, byte[] hash) {
        this.end = end;
        this.rawLength = rawLength;
        this.payloadLength = payloadLength;
        this.frames = frames;
        this.leastNanos = leastNanos;
        this.mostNanos = mostNanos;
        this.hash = hash;
    }

    /** The header of a block that follows this hash. */
    static BlockHeader of(
            boolean end,
            int rawLength,
            int frames,
            long leastNanos,
            long mostNanos,
            ByteBuffer payload,
            byte[] before) {
        BlockHeader unchained =
                new BlockHeader(end, rawLength, payload.remaining(), frames, leastNanos, mostNanos, Chain.beginning());
        return new BlockHeader(
                end, rawLength, payload.remaining(), frames, leastNanos, mostNanos, unchained.hashOf(before, payload));
    }

    /**
     * Reads one.
     *
     * @return null if this is none, or it is damaged
     */
    static @Nullable BlockHeader read(ByteBuffer from) {
        if (from.remaining() < LENGTH || from.getInt(from.position()) != MAGIC) {
            return null;
        }
        ByteBuffer checked = from.slice(from.position(), CHECKED);
        int checksum = from.getInt(from.position() + CHECKED);
        if (checksum(checked.duplicate()) != checksum) {
            return null;
        }
        from.position(from.position() + LENGTH);
        checked.position(Integer.BYTES);
        int flags = checked.getInt();
        int rawLength = checked.getInt();
        int payloadLength = checked.getInt();
        int frames = checked.getInt();
        int reserved = checked.getInt();
        if ((flags & ~END) != 0 || reserved != 0 || rawLength < 0 || payloadLength < 0) {
            return null;
        }
        long least = checked.getLong();
        long most = checked.getLong();
        byte[] hash = new byte[Chain.LENGTH];
        checked.get(hash);
        return new BlockHeader(flags == END, rawLength, payloadLength, frames, least, most, hash);
    }

    void write(ByteBuffer to) {
        ByteBuffer checked =
                ByteBuffer.allocate(CHECKED).put(fields()).put(hash).flip();
        to.put(checked.duplicate()).putInt(checksum(checked));
    }

    /** Whether it is what it says after this hash. The payload's position is left as it is. */
    boolean holds(byte[] before, ByteBuffer payload) {
        return Arrays.equals(hash, hashOf(before, payload));
    }

    /** Nothing follows: the segment was ended in order. */
    boolean end() {
        return end;
    }

    /** Bytes of the entries, uncompressed. */
    int rawLength() {
        return rawLength;
    }

    /** Bytes of the entries, compressed. */
    int payloadLength() {
        return payloadLength;
    }

    /** Bytes of header and payload. */
    int length() {
        return LENGTH + payloadLength;
    }

    int frames() {
        return frames;
    }

    /** The earliest moment in it, wall. */
    long leastNanos() {
        return leastNanos;
    }

    /** The latest moment in it, wall. */
    long mostNanos() {
        return mostNanos;
    }

    byte[] hash() {
        return hash;
    }

    private byte[] hashOf(byte[] before, ByteBuffer payload) {
        return Chain.hash(before, fields(), payload.duplicate());
    }

    private ByteBuffer fields() {
        return ByteBuffer.allocate(FIELDS)
                .putInt(MAGIC)
                .putInt(end ? END : 0)
                .putInt(rawLength)
                .putInt(payloadLength)
                .putInt(frames)
                .putInt(0)
                .putLong(leastNanos)
                .putLong(mostNanos)
                .flip();
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
