package io.slipstream.worker.tape;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes over a window of a tape and holds each block against the chain. Owned by one thread. */
public final class TapeCursor implements Closeable {

    private final Path directory;
    private final Deque<SegmentName> ahead;
    private final long fromNanos;
    private final long toNanos;
    private final Deque<TapeEntry> entries = new ArrayDeque<>();
    private final List<TornTail> tornTails = new ArrayList<>();
    private @Nullable SegmentWalk walk;
    private SegmentWalk.@Nullable Link last;

    TapeCursor(Path directory, List<SegmentName> segments, long fromNanos, long toNanos) {
        this.directory = directory;
        this.ahead = new ArrayDeque<>(segments);
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    /**
     * The next entry, null at the end.
     *
     * @throws TapeDamagedException if what follows is not what was written
     */
    public @Nullable TapeEntry next() throws IOException {
        while (entries.isEmpty()) {
            if (walk == null && !nextSegment()) {
                return null;
            }
            advance();
        }
        return entries.poll();
    }

    /** What crashes left in what was read so far. */
    public List<TornTail> tornTails() {
        return List.copyOf(tornTails);
    }

    @Override
    public void close() throws IOException {
        if (walk != null) {
            walk.close();
            walk = null;
        }
    }

    private boolean nextSegment() throws IOException {
        SegmentName name = ahead.poll();
        if (name == null) {
            return false;
        }
        try {
            walk = SegmentWalk.open(directory, name, fromNanos, toNanos, last);
        } catch (NoSuchFileException e) {
            if (last != null) {
                throw e;
            }
            return nextSegment(); // too old by now: deleted since the tape was opened
        }
        return true;
    }

    private void advance() throws IOException {
        SegmentWalk current = walk;
        if (current == null) {
            return;
        }
        List<TapeEntry> block = current.next();
        if (block == null) {
            last = current.end();
            TornTail torn = current.tornTail();
            if (torn != null) {
                tornTails.add(torn);
            }
            close();
            return;
        }
        block.stream().filter(this::inside).forEach(entries::add);
    }

    private boolean inside(TapeEntry entry) {
        return switch (entry) {
            case TapeEntry.Frame frame -> frame.wallNanos() >= fromNanos && frame.wallNanos() < toNanos;
            case TapeEntry.Gap gap -> gap.untilNanos() >= fromNanos && gap.fromNanos() < toNanos;
        };
    }
}
