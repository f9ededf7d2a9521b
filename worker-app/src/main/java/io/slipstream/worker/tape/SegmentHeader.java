package io.slipstream.worker.tape;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a segment begins: magic, version, number on the tape, a wall and a monotonic reading of the same moment, and the hash
 * that the segment before ended with. Big-endian, as everything on a tape.
 */
final class SegmentHeader {

    /** Bytes. */
    static final int LENGTH = 104;

    private static final long MAGIC = 0x534c_4950_5441_5045L; // SLIPTAPE
    private static final int VERSION = 1;
    private static final int HASHED = LENGTH - Chain.LENGTH;

    private final long sequence;
    private final long wallNanos;
    private final long monotonicNanos;
    private final byte[] before;
    private final byte[] hash;

    private SegmentHeader(long sequence, long wallNanos, long monotonicNanos, byte[] before, byte[] hash) {
        this.sequence = sequence;
        this.wallNanos = wallNanos;
        this.monotonicNanos = monotonicNanos;
        this.before = before;
        this.hash = hash;
    }

    static SegmentHeader of(long sequence, long wallNanos, long monotonicNanos, byte[] before) {
        ByteBuffer fields = fields(sequence, wallNanos, monotonicNanos, before);
        return new SegmentHeader(sequence, wallNanos, monotonicNanos, before, Chain.hash(new byte[0], fields.flip()));
    }

    /**
     * Reads one.
     *
     * @return null if this is none, or it is damaged
     */
    static @Nullable SegmentHeader read(ByteBuffer from) {
        if (from.remaining() < LENGTH || from.getLong() != MAGIC || from.getInt() != VERSION || from.getInt() != 0) {
            return null;
        }
        SegmentHeader header = of(from.getLong(), from.getLong(), from.getLong(), bytes(from));
        return Arrays.equals(header.hash, bytes(from)) ? header : null;
    }

    ByteBuffer bytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(fields(sequence, wallNanos, monotonicNanos, before).flip())
                .put(hash)
                .flip();
    }

    /** One more than that of the segment before. */
    long sequence() {
        return sequence;
    }

    long wallNanos() {
        return wallNanos;
    }

    long monotonicNanos() {
        return monotonicNanos;
    }

    boolean follows(byte[] hashBefore) {
        return Arrays.equals(before, hashBefore);
    }

    /** What the first block follows. */
    byte[] hash() {
        return hash;
    }

    private static ByteBuffer fields(long sequence, long wallNanos, long monotonicNanos, byte[] before) {
        return ByteBuffer.allocate(HASHED)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(0)
                .putLong(sequence)
                .putLong(wallNanos)
                .putLong(monotonicNanos)
                .put(before);
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[Chain.LENGTH];
        from.get(bytes);
        return bytes;
    }
}
