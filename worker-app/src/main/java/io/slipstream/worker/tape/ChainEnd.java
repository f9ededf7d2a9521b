package io.slipstream.worker.tape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the tape ends on the disk, and what the next segment follows. A tail that a crash has left torn does not belong to it.
 *
 * @param sequence the last segment's number, 0 if there is none
 * @param hash of the last whole block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChainEnd(long sequence, byte[] hash) {

    /** Of these segments, oldest first. */
    static ChainEnd of(Path directory, List<SegmentName> segments) throws IOException {
        for (SegmentName name : segments.reversed()) {
            try (SegmentFile file = SegmentFile.open(name.file(directory))) {
                SegmentHeader header = file.header();
                if (header != null) {
                    return new ChainEnd(header.sequence(), lastHash(file, header));
                }
            }
        }
        return new ChainEnd(0, Chain.beginning());
    }

    private static byte[] lastHash(SegmentFile file, SegmentHeader header) throws IOException {
        List<SegmentIndex.Entry> blocks = new ArrayList<>();
        file.blocks(SegmentHeader.LENGTH, blocks::add);
        // every block was forced before the next: only the last one can be other than it was written
        byte[] before = header.hash();
        for (SegmentIndex.Entry entry : blocks.subList(Math.max(0, blocks.size() - 2), blocks.size())) {
            BlockHeader block = file.blockAt(entry.offset());
            if (block == null) {
                return before;
            }
            boolean last = entry.equals(blocks.getLast());
            if (last && !block.holds(before, ByteBuffer.wrap(file.payload(entry.offset(), block)))) {
                return before;
            }
            before = block.hash();
        }
        return before;
    }
}
