package io.slipstream.worker.tape;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments on the disk, and the claim of one writer to them. */
final class TapeDirectory implements Closeable {

    private final Path path;
    private final FileChannel lock;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long keptBytes;

    /** A segment that is not written any more, with the bytes of it and its index. */
    private record Kept(SegmentName name, long bytes) {}

    private TapeDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes it if it is not there, and claims it.
     *
     * @throws IOException if it cannot be made or listed, or another worker writes into it
     */
    static TapeDirectory claim(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel lock = FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean claimed = false;
        try {
            if (lock.tryLock() == null) {
                throw new IOException("another worker writes into " + path);
            }
            TapeDirectory directory = new TapeDirectory(path, lock);
            directory.list();
            claimed = true;
            return directory;
        } catch (OverlappingFileLockException e) {
            throw new IOException("another tape of this process writes into " + path, e);
        } finally {
            if (!claimed) {
                lock.close();
            }
        }
    }

    /** The segments of a directory, oldest first. */
    static List<SegmentName> segments(Path directory) throws IOException {
        List<SegmentName> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                SegmentName.of(file).ifPresent(names::add);
            }
        }
        return names.stream().sorted().toList();
    }

    Path path() {
        return path;
    }

    /** How many there are. */
    int size() {
        return kept.size();
    }

    @Nullable
    SegmentName newest() {
        Kept last = kept.peekLast();
        return last == null ? null : last.name;
    }

    /** Where the tape ends. */
    ChainEnd end() throws IOException {
        return ChainEnd.of(path, kept.stream().map(Kept::name).toList());
    }

    /** A segment is not written any more. */
    void keep(SegmentName name) throws IOException {
        long bytes = sizeOf(name.file(path)) + sizeOf(name.index(path));
        kept.addLast(new Kept(name, bytes));
        keptBytes += bytes;
    }

    /**
     * Deletes the oldest while their hours ended before a moment, or all together take more than the budget.
     *
     * @param openBytes what the segment takes that is being written
     */
    void prune(Instant before, long budgetBytes, long openBytes) throws IOException {
        for (Kept oldest = kept.peekFirst();
                oldest != null && (oldest.name.end().isBefore(before) || keptBytes + openBytes > budgetBytes);
                oldest = kept.peekFirst()) {
            Files.deleteIfExists(oldest.name.index(path));
            Files.deleteIfExists(oldest.name.file(path));
            kept.removeFirst();
            keptBytes -= oldest.bytes;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** A crash leaves the newest segment's index behind it. */
    private void list() throws IOException {
        List<SegmentName> names = segments(path);
        for (SegmentName name : names) {
            Path index = name.index(path);
            if (!Files.exists(index) || name.equals(names.getLast())) {
                SegmentIndex.repair(name.file(path), index);
            }
            keep(name);
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
