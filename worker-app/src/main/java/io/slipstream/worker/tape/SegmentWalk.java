package io.slipstream.worker.tape;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes over the blocks of one segment, or over those of them that a window touches. */
final class SegmentWalk implements Closeable {

    private final SegmentFile file;
    private final @Nullable Link before;
    private long offset;
    private long until;
    private byte[] hash;
    private boolean ended;
    private @Nullable TornTail tornTail;

    /**
     * Where the chain stands after a segment.
     *
     * @param torn what could not be read at its end: if the chain does not go on from here, it was more than a torn tail
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Link(long sequence, byte[] hash, @Nullable TornTail torn) {}

    private SegmentWalk(SegmentFile file, @Nullable Link before) {
        this.file = file;
        this.before = before;
        SegmentHeader header = file.header();
        this.hash = header == null ? Chain.beginning() : header.hash();
        this.offset = header == null ? 0 : SegmentHeader.LENGTH;
        this.until = file.length();
    }

    /**
     * Begins with a segment.
     *
     * @param before where the chain stood after the segment before, null if that is not known
     */
    static SegmentWalk open(Path directory, SegmentName name, long fromNanos, long toNanos, @Nullable Link before)
            throws IOException {
        SegmentFile file = SegmentFile.open(name.file(directory));
        boolean opened = false;
        try {
            SegmentWalk walk = new SegmentWalk(file, before);
            walk.checkBeginning();
            if (fromNanos != Long.MIN_VALUE || toNanos != Long.MAX_VALUE) {
                walk.narrow(SegmentIndex.of(file, name.index(directory)), fromNanos, toNanos);
            }
            opened = true;
            return walk;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** The entries of the next block, null at the end. */
    @Nullable
    List<TapeEntry> next() throws IOException {
        if (offset >= until) {
            return null;
        }
        BlockHeader block = file.blockAt(offset);
        byte[] payload = block == null ? new byte[0] : file.payload(offset, block);
        if (block == null || !block.holds(hash, ByteBuffer.wrap(payload))) {
            tear(block == null ? "here should be a block" : "the block is not what was written");
            return null;
        }
        if (ended) {
            throw damaged("something stands behind the end");
        }
        List<TapeEntry> entries;
        try {
            entries = BlockEntries.of(block, payload);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
        hash = block.hash();
        offset += block.length();
        ended = block.end();
        return entries;
    }

    /** Where the chain stands now, null if the segment was not gone over to its end. */
    @Nullable
    Link end() {
        SegmentHeader header = file.header();
        if (header == null) { // it never began: the chain goes on from the one before
            return before == null ? null : new Link(before.sequence, before.hash, tornTail);
        }
        return until < file.length() ? null : new Link(header.sequence(), hash, tornTail);
    }

    @Nullable
    TornTail tornTail() {
        return tornTail;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void checkBeginning() throws IOException {
        SegmentHeader header = file.header();
        if (header == null) {
            tear("the segment's beginning cannot be read");
            return;
        }
        if (before == null || (header.sequence() == before.sequence + 1 && header.follows(before.hash))) {
            return;
        }
        TornTail torn = before.torn;
        throw torn == null
                ? damaged("the segment does not follow the one before it")
                : new TapeDamagedException(
                        torn.file(), torn.offset(), "what stood here is missing: the next segment follows it");
    }

    /** What cannot be read is a torn tail if nothing comes behind it. */
    private void tear(String what) throws IOException {
        if (ended || file.hasBlockAfter(offset)) {
            throw damaged(what);
        }
        tornTail = new TornTail(file.name(), offset, file.length() - offset);
        offset = file.length();
        until = file.length();
    }

    private void narrow(List<SegmentIndex.Entry> blocks, long fromNanos, long toNanos) throws IOException {
        int first = -1;
        int last = -1;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).overlaps(fromNanos, toNanos)) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            until = Math.min(offset, file.length() - 1); // nothing of it, and its end is not known either
            return;
        }
        if (first > 0) {
            BlockHeader previous = file.blockAt(blocks.get(first - 1).offset());
            if (previous == null) {
                throw damaged("the index names a block that is not there");
            }
            offset = blocks.get(first).offset();
            hash = previous.hash();
        }
        boolean toTheEnd = last == blocks.size() - 1 || blocks.get(last + 1).end();
        until = toTheEnd ? file.length() : blocks.get(last).next();
    }

    private TapeDamagedException damaged(String what) {
        return new TapeDamagedException(file.name(), offset, what);
    }
}
