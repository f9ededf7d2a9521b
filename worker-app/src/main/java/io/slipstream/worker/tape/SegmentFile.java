package io.slipstream.worker.tape;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A segment as it stands on the disk, up to the length that it had when it was opened. */
final class SegmentFile implements Closeable {

    private static final int SEARCHED_AT_ONCE = 1 << 16;

    private final String name;
    private final FileChannel channel;
    private final long length;
    private final @Nullable SegmentHeader header;

    private SegmentFile(Path file, FileChannel channel) throws IOException {
        this.name = String.valueOf(file.getFileName());
        this.channel = channel;
        this.length = channel.size();
        this.header = length < SegmentHeader.LENGTH ? null : SegmentHeader.read(bytes(0, SegmentHeader.LENGTH));
    }

    static SegmentFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new SegmentFile(file, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    long length() {
        return length;
    }

    /** How it begins, null if that cannot be read. */
    @Nullable
    SegmentHeader header() {
        return header;
    }

    /** The header of the block at an offset, null if no block is there or it is not whole. */
    @Nullable
    BlockHeader blockAt(long offset) throws IOException {
        if (length - offset < BlockHeader.LENGTH) {
            return null;
        }
        BlockHeader block = BlockHeader.read(bytes(offset, BlockHeader.LENGTH));
        return block == null || length - offset < block.length() ? null : block;
    }

    /** The compressed bytes of a block. */
    byte[] payload(long offset, BlockHeader block) throws IOException {
        return bytes(offset + BlockHeader.LENGTH, block.payloadLength()).array();
    }

    /** The blocks from an offset on, as far as their headers can be read. */
    void blocks(long from, Consumer<SegmentIndex.Entry> taker) throws IOException {
        long offset = from;
        for (BlockHeader block = blockAt(offset); block != null; block = blockAt(offset)) {
            taker.accept(new SegmentIndex.Entry(offset, block));
            offset += block.length();
        }
    }

    /** Whether the header of any block stands behind an offset: then what is there is not the tail. */
    boolean hasBlockAfter(long offset) throws IOException {
        for (long from = offset + 1; from < length; from += SEARCHED_AT_ONCE) {
            // a header that begins in this piece may end in the next
            int size = (int) Math.min(SEARCHED_AT_ONCE + BlockHeader.LENGTH, length - from);
            ByteBuffer piece = bytes(from, size);
            for (int at = 0; at + BlockHeader.LENGTH <= size; at++) {
                if (piece.getInt(at) == BlockHeader.MAGIC && BlockHeader.read(piece.slice(at, size - at)) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private ByteBuffer bytes(long offset, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("%s became shorter while it was read".formatted(name));
            }
        }
        return bytes.flip();
    }
}
