package io.slipstream.worker.tape;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the entries of one block. */
final class BlockEntries {

    private static final int LARGEST_RAW = 64 << 20;

    private final ByteBuffer raw;
    private final Map<Integer, String> names = new HashMap<>();

    private BlockEntries(byte[] raw) {
        this.raw = ByteBuffer.wrap(raw);
    }

    /**
     * The entries in the order in which they were written.
     *
     * @throws IllegalArgumentException if these bytes are no block
     */
    static List<TapeEntry> of(BlockHeader header, byte[] payload) {
        if (header.rawLength() == 0) {
            return List.of();
        }
        if (header.rawLength() > LARGEST_RAW) {
            throw new IllegalArgumentException("a block of %d bytes".formatted(header.rawLength()));
        }
        try {
            byte[] raw = Zstd.decompress(payload, header.rawLength());
            if (raw.length != header.rawLength()) {
                throw new IllegalArgumentException("%d bytes instead of %d".formatted(raw.length, header.rawLength()));
            }
            return new BlockEntries(raw).all();
        } catch (ZstdException | BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the block cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private List<TapeEntry> all() {
        List<TapeEntry> entries = new ArrayList<>();
        while (raw.hasRemaining()) {
            byte kind = raw.get();
            int feed = Short.toUnsignedInt(raw.getShort());
            switch (kind) {
                case EntryFormat.NAME -> names.put(feed, text(Short.toUnsignedInt(raw.getShort())));
                case EntryFormat.FRAME -> entries.add(frame(name(feed)));
                case EntryFormat.GAP ->
                    entries.add(new TapeEntry.Gap(name(feed), raw.getLong(), raw.getLong(), raw.getLong()));
                default -> throw new IllegalArgumentException("an entry of kind " + kind);
            }
        }
        return entries;
    }

    private TapeEntry.Frame frame(String feed) {
        long wallNanos = raw.getLong();
        long monotonicNanos = raw.getLong();
        String about = text(Short.toUnsignedInt(raw.getShort()));
        int length = raw.getInt();
        return new TapeEntry.Frame(feed, wallNanos, monotonicNanos, about, body(raw.getInt()), length);
    }

    private String name(int feed) {
        String name = names.get(feed);
        if (name == null) {
            throw new IllegalArgumentException("feed %d has no name".formatted(feed));
        }
        return name;
    }

    private String text(int length) {
        return StandardCharsets.UTF_8.decode(body(length)).toString();
    }

    private ByteBuffer body(int length) {
        if (length > raw.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer body = raw.slice(raw.position(), length).asReadOnlyBuffer();
        raw.position(raw.position() + length);
        return body;
    }
}
