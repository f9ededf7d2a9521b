package io.slipstream.worker.tape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a tape, also while it is being written or after its worker crashed. Writes nothing. */
public final class TapeReader {

    private final Path directory;
    private final List<SegmentName> segments;

    private TapeReader(Path directory, List<SegmentName> segments) {
        this.directory = directory;
        this.segments = segments;
    }

    /**
     * A segment at a glance.
     *
     * @param hour the beginning of its hour
     * @param first the earliest moment in it, wall, the epoch if it is empty
     * @param last the latest moment in it
     * @param ended whether it was ended in order, and not by a crash, and is not being written
     */
    public record Segment(
            String name,
            Instant hour,
            long bytes,
            int blocks,
            long frames,
            Instant first,
            Instant last,
            boolean ended) {}

    /**
     * A tape as it is now; segments that are begun later are not read.
     *
     * @throws NotDirectoryException if there is no such directory
     */
    public static TapeReader open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        return new TapeReader(directory, TapeDirectory.segments(directory));
    }

    /** Its segments, oldest first, by their indexes. */
    public List<Segment> segments() throws IOException {
        List<Segment> glances = new ArrayList<>();
        for (SegmentName name : segments) {
            try (SegmentFile file = SegmentFile.open(name.file(directory))) {
                glances.add(glance(name, file));
            }
        }
        return glances;
    }

    /** Everything, in the order of arrival. */
    public TapeCursor stream() {
        return stream(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * A window, in the order of arrival. Blocks outside are left out by the indexes; those inside are held against the chain.
     *
     * @param fromNanos the first moment of it, wall, nanoseconds since 1970
     * @param toNanos the moment before which it ends
     */
    public TapeCursor stream(long fromNanos, long toNanos) {
        return new TapeCursor(directory, segments, fromNanos, toNanos);
    }

    private Segment glance(SegmentName name, SegmentFile file) throws IOException {
        long frames = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        List<SegmentIndex.Entry> blocks = SegmentIndex.of(file, name.index(directory));
        for (SegmentIndex.Entry block : blocks) {
            frames += block.frames();
            if (!block.end()) {
                first = Math.min(first, block.leastNanos());
                last = Math.max(last, block.mostNanos());
            }
        }
        boolean empty = first == Long.MAX_VALUE;
        return new Segment(
                name.toString(),
                name.hour(),
                file.length(),
                blocks.size(),
                frames,
                Instant.ofEpochSecond(0, empty ? 0 : first),
                Instant.ofEpochSecond(0, empty ? 0 : last),
                !blocks.isEmpty() && blocks.getLast().end());
    }
}
