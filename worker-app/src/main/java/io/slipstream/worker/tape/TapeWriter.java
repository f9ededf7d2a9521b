package io.slipstream.worker.tape;

import io.slipstream.worker.settings.TapeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what waits, gathers it into blocks, and writes them. Whatever fails stops the tape; it is tried again with a new
 * segment every minute, and what comes meanwhile is counted. Owned by one thread.
 */
final class TapeWriter {

    private static final Logger log = LoggerFactory.getLogger(TapeWriter.class);
    /** Half of the second that a crash may cost: the rest is for compressing, writing and forcing. */
    private static final long LONGEST_BLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int LARGEST_BLOCK = 4 << 20;
    private static final long RETRY_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** A segment may take no more than this part of the budget, or nothing could be deleted in time. */
    private static final int SEGMENTS_IN_BUDGET = 8;

    private final TapeSettings settings;
    private final Path path;
    private final TapeDisk disk;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final TapeQueue queue;
    private final TapeMeters meters;
    private final BlockBuilder block = new BlockBuilder();
    private @Nullable TapeDirectory directory;
    private @Nullable SegmentWriter segment;
    private long sequence;
    private long segmentEndNanos;
    private long blockBegunNanos;
    private long retryNanos;
    private volatile Tape.State state = new Tape.State(true, "not begun yet", null);

    TapeWriter(
            TapeSettings settings,
            TapeDisk disk,
            InstantSource clock,
            LongSupplier nanoTime,
            TapeQueue queue,
            TapeMeters meters) {
        this.settings = settings;
        this.path = Objects.requireNonNull(settings.directory(), "no tape without a directory");
        this.disk = disk;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.queue = queue;
        this.meters = meters;
        this.retryNanos = nanoTime.getAsLong();
    }

    /** How it is; any thread. */
    Tape.State state() {
        return state;
    }

    /**
     * Does what there is to do.
     *
     * @return whether there may be more to do at once
     */
    boolean turn() {
        try {
            if (segment == null && !begins()) {
                queue.loseAll();
                return false;
            }
            boolean more = gather();
            if (!block.isEmpty() && (more || nanoTime.getAsLong() - blockBegunNanos >= LONGEST_BLOCK_NANOS)) {
                seal();
            }
            return more;
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            stop(e);
            return false;
        }
    }

    /** Writes what waits and ends the segment. */
    void finish() {
        boolean more = turn();
        while (more) {
            more = turn();
        }
        if (segment == null) {
            return;
        }
        try {
            writeBlock();
            open().end(block);
            segment = null;
            release();
            state = new Tape.State(false, "ended", state.lastBlock());
        } catch (IOException | RuntimeException e) {
            stop(e);
        }
    }

    /** Fills the block; whether it is full. */
    private boolean gather() throws IOException {
        while (block.size() < LARGEST_BLOCK) {
            Queued item = queue.poll();
            if (item == null) {
                return false;
            }
            boolean added = false;
            try {
                add(item);
                added = true;
            } finally {
                if (!added) {
                    queue.lose(item);
                }
            }
        }
        return true;
    }

    private void add(Queued item) throws IOException {
        if (wallNanos(item) >= segmentEndNanos) {
            roll(wallNanos(item));
        }
        if (block.isEmpty()) {
            blockBegunNanos = monotonicNanos(item);
        }
        block.add(item);
    }

    private void seal() throws IOException {
        writeBlock();
        if (open().length() >= settings.budgetBytes() / SEGMENTS_IN_BUDGET) {
            roll(queue.wallNanos());
        } else {
            prune();
        }
    }

    private void writeBlock() throws IOException {
        if (block.isEmpty()) {
            return;
        }
        SegmentWriter current = open();
        checkDisk(current.file());
        long before = current.length();
        current.write(block);
        meters.written(block.frames(), current.length() - before);
        state = new Tape.State(true, "recording into " + current.name(), clock.instant());
        block.clear();
    }

    /** Ends this segment and begins the next, of which a moment is the first. */
    private void roll(long wallNanos) throws IOException {
        writeBlock();
        SegmentWriter ending = open();
        ending.end(block);
        claimed().keep(ending.name());
        segment = null;
        begin(wallNanos, new ChainEnd(sequence, ending.hash()));
    }

    /** Begins if it is time to. */
    private boolean begins() throws IOException {
        long now = nanoTime.getAsLong();
        if (now - retryNanos < 0) {
            return false;
        }
        retryNanos = now + RETRY_NANOS;
        TapeDirectory claimed = TapeDirectory.claim(path);
        directory = claimed;
        begin(queue.wallNanos(), claimed.end());
        queue.open(true);
        meters.stopped(false);
        log.info("the tape records into {}", open().file());
        return true;
    }

    private void begin(long wallNanos, ChainEnd before) throws IOException {
        TapeDirectory claimed = claimed();
        checkDisk(path);
        Instant now = Instant.ofEpochSecond(0, wallNanos);
        SegmentName newest = claimed.newest();
        SegmentName name = newest == null ? SegmentName.first(now) : newest.next(now);
        SegmentHeader header =
                SegmentHeader.of(before.sequence() + 1, queue.wallNanos(), nanoTime.getAsLong(), before.hash());
        segment = SegmentWriter.begin(disk, path, name, header);
        sequence = header.sequence();
        segmentEndNanos = TimeUnit.SECONDS.toNanos(name.end().getEpochSecond());
        state = new Tape.State(true, "recording into " + name, state.lastBlock());
        prune();
    }

    private void prune() throws IOException {
        TapeDirectory claimed = claimed();
        claimed.prune(clock.instant().minus(settings.retention()), settings.budgetBytes(), open().length());
        meters.segments(claimed.size() + 1);
    }

    private void checkDisk(Path there) throws IOException {
        if (!Files.exists(there)) {
            throw new IOException(there + " is gone");
        }
        long usable = disk.usableBytes(path);
        if (usable < settings.reserveBytes()) {
            throw new IOException("%s has %d MiB left, and TAPE_RESERVE_MB=%d are not touched"
                    .formatted(path, usable >> 20, settings.reserveBytes() >> 20));
        }
    }

    private void stop(Throwable why) {
        queue.open(false);
        meters.stopped(true);
        String detail = "not recording: " + why;
        if (!detail.equals(state.detail())) {
            log.error("the tape stopped, trading goes on without it and it is tried again every minute: {}", detail);
        }
        state = new Tape.State(false, detail, state.lastBlock());
        block.lose(meters);
        queue.loseAll();
        if (segment != null) {
            segment.abandon();
            segment = null;
        }
        release();
        retryNanos = nanoTime.getAsLong() + RETRY_NANOS;
    }

    /** Gives the directory up as the end of the process does, without ending anything. */
    void letGo() {
        release();
        segment = null;
    }

    private void release() {
        if (directory != null) {
            try {
                directory.close();
            } catch (IOException e) {
                log.debug("the claim to {} was not given back: {}", path, e.getMessage());
            }
            directory = null;
        }
    }

    private SegmentWriter open() {
        return Objects.requireNonNull(segment, "no segment is open");
    }

    private TapeDirectory claimed() {
        return Objects.requireNonNull(directory, "the directory is not claimed");
    }

    private static long wallNanos(Queued item) {
        return switch (item) {
            case Queued.Text text -> text.wallNanos();
            case Queued.Answer answer -> answer.wallNanos();
            case Queued.Gap gap -> gap.untilNanos();
        };
    }

    private long monotonicNanos(Queued item) {
        return switch (item) {
            case Queued.Text text -> text.monotonicNanos();
            case Queued.Answer answer -> answer.monotonicNanos();
            case Queued.Gap _ -> nanoTime.getAsLong();
        };
    }
}
