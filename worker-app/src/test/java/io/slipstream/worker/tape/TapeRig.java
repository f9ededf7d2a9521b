package io.slipstream.worker.tape;

import io.slipstream.worker.settings.TapeSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A tape without a thread: the test moves the clock and says when the writer takes its turn. */
final class TapeRig {

    static final Instant BEGIN = Instant.parse("2026-11-22T19:30:00Z");
    static final int ROOM = 1 << 20;

    final TapeMeters meters = new TapeMeters();
    final FailingDisk disk = new FailingDisk();
    final Path directory;
    private final List<TapeEntry> recorded = new ArrayList<>();
    private Duration retention = Duration.ofDays(3);
    private long budgetBytes = 1L << 30;
    private Instant now = BEGIN;
    private TapeQueue queue;
    private TapeWriter writer;

    TapeRig(Path directory) {
        this.directory = directory;
        this.queue = newQueue();
        this.writer = newWriter();
    }

    /** Another process life on the same directory. */
    void restart() {
        queue = newQueue();
        writer = newWriter();
    }

    void keep(Duration longest, long mostBytes) {
        retention = longest;
        budgetBytes = mostBytes;
        restart();
    }

    Instant now() {
        return now;
    }

    long nowNanos() {
        return nanos(now);
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    TapeFeed feed(String name) {
        return queue.feed(name);
    }

    /** A frame comes, a moment after the one before. */
    void frame(String feed, String text) {
        pass(Duration.ofNanos(1_000));
        feed(feed).frame(text);
        recorded.add(frame(feed, nowNanos(), nanoTime(), "", text, text.length()));
    }

    /** All frames that came by {@link #frame}. */
    List<TapeEntry> recorded() {
        return List.copyOf(recorded);
    }

    /** The writer does what there is to do. */
    void turn() {
        while (writer.turn()) {}
    }

    /** The writer does what there is to do, and what waits in a block becomes old enough to be written. */
    void settle() {
        turn();
        pass(Duration.ofMillis(500));
        turn();
    }

    void finish() {
        writer.finish();
    }

    /** The worker is gone without a word; the system lets go of its claim. */
    void crash() {
        settle();
        writer.letGo();
    }

    Tape.State state() {
        return writer.state();
    }

    List<TapeEntry> read() throws IOException {
        return read(Long.MIN_VALUE, Long.MAX_VALUE).entries();
    }

    Reading read(long fromNanos, long toNanos) throws IOException {
        List<TapeEntry> entries = new ArrayList<>();
        try (TapeCursor cursor = TapeReader.open(directory).stream(fromNanos, toNanos)) {
            for (TapeEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                entries.add(entry);
            }
            return new Reading(entries, cursor.tornTails());
        }
    }

    /** What was read of a tape. */
    record Reading(List<TapeEntry> entries, List<TornTail> tornTails) {}

    List<Path> segments() throws IOException {
        return TapeDirectory.segments(directory).stream()
                .map(name -> name.file(directory))
                .toList();
    }

    Path index(Path segment) {
        return segment.resolveSibling(segment.getFileName() + ".idx");
    }

    /** Deletes all indexes. */
    void loseIndexes() throws IOException {
        for (Path segment : segments()) {
            Files.delete(index(segment));
        }
    }

    private long nanoTime() {
        return Duration.between(BEGIN, now).toNanos() + 42;
    }

    private TapeQueue newQueue() {
        return new TapeQueue(ROOM, this::now, this::nanoTime, meters);
    }

    private TapeWriter newWriter() {
        return new TapeWriter(
                new TapeSettings(directory, retention, budgetBytes, FailingDisk.RESERVE),
                disk,
                this::now,
                this::nanoTime,
                queue,
                meters);
    }

    /** A frame of text as it is read from a tape. */
    static TapeEntry.Frame frame(
            String feed, long wallNanos, long monotonicNanos, String about, String text, int length) {
        ByteBuffer body = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new TapeEntry.Frame(feed, wallNanos, monotonicNanos, about, body, length);
    }
}
