package io.slipstream.worker.tape;

import io.slipstream.worker.settings.TapeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A tape on a real disk without Spring, and its counts: for benchmarks. */
public final class LooseTape implements AutoCloseable {

    private final TapeMeters meters = new TapeMeters();
    private final Tape tape;

    /** Begins to record into a directory. */
    public LooseTape(Path directory, long budgetBytes) {
        this.tape = DiskTape.start(
                new TapeSettings(directory, Duration.ofDays(1), budgetBytes, 0), InstantSource.system(), meters);
    }

    /** Where a feed's frames go. */
    public TapeFeed feed(String name) {
        return tape.feed(name);
    }

    /** Frames written. */
    public long frames() {
        return meters.frames();
    }

    /** Bytes written. */
    public long bytes() {
        return meters.bytes();
    }

    /** Frames that found no room. */
    public long dropped() {
        return meters.dropped();
    }

    @Override
    public void close() {
        tape.close();
    }
}
