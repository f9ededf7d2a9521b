package io.slipstream.worker.tape;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes one segment and its index. Every block is on the disk before the next is begun. Owned by the writer's thread. */
final class SegmentWriter implements Closeable {

    private static final int LEVEL = 1;
    private static final int INITIAL_CAPACITY = 1 << 20;

    private final SegmentName name;
    private final Path file;
    private final TapeDisk.Output output;
    private final TapeDisk.Output index;
    private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
    private ByteBuffer block = ByteBuffer.allocateDirect(INITIAL_CAPACITY);
    private byte[] hash;
    private long length;
    private long indexLength;

    private SegmentWriter(
            SegmentName name, Path file, TapeDisk.Output output, TapeDisk.Output index, SegmentHeader header) {
        this.name = name;
        this.file = file;
        this.output = output;
        this.index = index;
        this.hash = header.hash();
    }

    /** Makes the files of a segment that does not exist yet. */
    static SegmentWriter begin(TapeDisk disk, Path directory, SegmentName name, SegmentHeader header)
            throws IOException {
        Path file = name.file(directory);
        TapeDisk.Output output = disk.create(file);
        SegmentWriter writer;
        try {
            writer = new SegmentWriter(name, file, output, disk.create(name.index(directory)), header);
        } catch (IOException e) {
            output.close();
            throw e;
        }
        try {
            writer.begin(header);
            return writer;
        } catch (IOException e) {
            writer.abandon();
            throw e;
        }
    }

    SegmentName name() {
        return name;
    }

    Path file() {
        return file;
    }

    /** Bytes of segment and index. */
    long length() {
        return length + indexLength;
    }

    /** Appends a block. */
    void write(BlockBuilder entries) throws IOException {
        write(entries, false);
    }

    /** Says that nothing follows, and closes. */
    void end(BlockBuilder empty) throws IOException {
        write(empty, true);
        close();
    }

    /** What the next segment follows. */
    byte[] hash() {
        return hash;
    }

    /** Closes what cannot be written any further, without what is not whole. */
    void abandon() {
        try {
            output.truncate(length);
        } catch (IOException e) {
            // then it stays as a torn tail, which readers know
        }
        try {
            close();
        } catch (IOException e) {
            // there is nothing to be done about a file that cannot even be closed
        }
    }

    @Override
    public void close() throws IOException {
        compressor.close();
        try (output) {
            index.close();
        }
    }

    private void begin(SegmentHeader header) throws IOException {
        output.write(header.bytes());
        output.force();
        length = SegmentHeader.LENGTH;
        ByteBuffer indexHeader = SegmentIndex.header(header);
        indexLength = indexHeader.remaining();
        index.write(indexHeader);
    }

    private void write(BlockBuilder entries, boolean end) throws IOException {
        ByteBuffer raw = entries.entries();
        int rawLength = raw.remaining();
        int most = BlockHeader.LENGTH + (int) Zstd.compressBound(rawLength);
        if (block.capacity() < most) {
            block = ByteBuffer.allocateDirect(most);
        }
        block.clear();
        int compressed = rawLength == 0
                ? 0
                : compressor.compressDirectByteBuffer(
                        block, BlockHeader.LENGTH, block.capacity() - BlockHeader.LENGTH, raw, 0, rawLength);
        BlockHeader header = BlockHeader.of(
                end,
                rawLength,
                entries.frames(),
                entries.leastNanos(),
                entries.mostNanos(),
                block.slice(BlockHeader.LENGTH, compressed),
                hash);
        header.write(block);
        output.write(block.position(0).limit(header.length()));
        output.force();
        ByteBuffer entry = SegmentIndex.entry(new SegmentIndex.Entry(length, header));
        int entryLength = entry.remaining();
        index.write(entry);
        hash = header.hash();
        length += header.length();
        indexLength += entryLength;
    }
}
