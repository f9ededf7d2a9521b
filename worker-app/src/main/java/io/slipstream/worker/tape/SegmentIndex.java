package io.slipstream.worker.tape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Where a segment's blocks are and which moments they hold. It saves reading the segment and is believed only as far as it
 * fits; what it lacks is read from the blocks' headers.
 */
final class SegmentIndex {

    private static final long MAGIC = 0x534c_4950_4944_5831L; // SLIPIDX1
    private static final int HEADER = 2 * Long.BYTES;
    private static final int ENTRY = 44;

    private SegmentIndex() {}

    /**
     * A block.
     *
     * @param offset of its header in the segment
     * @param length of header and payload
     * @param leastNanos the earliest moment in it, wall
     * @param mostNanos the latest moment in it, wall
     */
    record Entry(long offset, long length, int frames, long leastNanos, long mostNanos, boolean end) {

        Entry(long offset, BlockHeader block) {
            this(offset, block.length(), block.frames(), block.leastNanos(), block.mostNanos(), block.end());
        }

        long next() {
            return offset + length;
        }

        boolean overlaps(long fromNanos, long toNanos) {
            return !end && leastNanos < toNanos && mostNanos >= fromNanos;
        }
    }

    /** How the index of a segment begins. */
    static ByteBuffer header(SegmentHeader segment) {
        return ByteBuffer.allocate(HEADER)
                .putLong(MAGIC)
                .put(segment.hash(), 0, Long.BYTES)
                .flip();
    }

    /** An entry as it is written. */
    static ByteBuffer entry(Entry entry) {
        ByteBuffer bytes = ByteBuffer.allocate(ENTRY)
                .putLong(entry.offset)
                .putLong(entry.length)
                .putInt(entry.frames)
                .putLong(entry.leastNanos)
                .putLong(entry.mostNanos)
                .putInt(entry.end ? 1 : 0);
        return bytes.putInt(checksum(bytes.duplicate().flip())).flip();
    }

    /** All whole blocks of a segment, in order, by its index as far as that goes. */
    static List<Entry> of(SegmentFile segment, Path index) throws IOException {
        SegmentHeader header = segment.header();
        if (header == null) {
            return List.of();
        }
        List<Entry> entries = stored(segment, header, index);
        segment.blocks(
                entries.isEmpty() ? SegmentHeader.LENGTH : entries.getLast().next(), entries::add);
        return entries;
    }

    /** Makes the index anew where it is missing or lacks something. */
    static void repair(Path segment, Path index) throws IOException {
        try (SegmentFile file = SegmentFile.open(segment)) {
            SegmentHeader header = file.header();
            if (header == null) {
                return;
            }
            List<Entry> entries = of(file, index);
            ByteBuffer bytes =
                    ByteBuffer.allocate(HEADER + ENTRY * entries.size()).put(header(header));
            entries.forEach(entry -> bytes.put(entry(entry)));
            if (!Files.exists(index) || Files.size(index) != bytes.capacity()) {
                Path made = index.resolveSibling(index.getFileName() + ".new");
                Files.write(made, bytes.array());
                Files.move(made, index, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static List<Entry> stored(SegmentFile segment, SegmentHeader header, Path index) throws IOException {
        List<Entry> entries = new ArrayList<>();
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(index));
        } catch (NoSuchFileException e) {
            return entries;
        }
        if (bytes.remaining() < HEADER || !bytes.slice(0, HEADER).equals(header(header))) {
            return entries;
        }
        bytes.position(HEADER);
        long next = SegmentHeader.LENGTH;
        while (bytes.remaining() >= ENTRY) {
            ByteBuffer checked = bytes.slice(bytes.position(), ENTRY - Integer.BYTES);
            bytes.position(bytes.position() + checked.remaining());
            if (bytes.getInt() != checksum(checked.duplicate())) {
                break;
            }
            Entry entry = new Entry(
                    checked.getLong(),
                    checked.getLong(),
                    checked.getInt(),
                    checked.getLong(),
                    checked.getLong(),
                    checked.getInt() == 1);
            if (entry.offset != next || entry.length <= 0 || entry.next() > segment.length()) {
                break;
            }
            entries.add(entry);
            next = entry.next();
        }
        if (!entries.isEmpty()) {
            BlockHeader last = segment.blockAt(entries.getLast().offset);
            if (last == null || !new Entry(entries.getLast().offset, last).equals(entries.getLast())) {
                entries.clear();
            }
        }
        return entries;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
