package io.slipstream.worker.tape;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.worker.settings.TapeSettings;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Takes down what feeds receive, as it came and when. Thread-safe; never blocks and never throws at a feed. */
public interface Tape extends AutoCloseable {

    /** The tape of a worker that keeps none. */
    Tape NONE = new NoTape();

    /**
     * Begins to record, if a directory is set.
     *
     * @param meterPrefix what the names of its meters begin with
     */
    static Tape start(TapeSettings settings, InstantSource clock, MeterRegistry registry, String meterPrefix) {
        if (settings.directory() == null) {
            return NONE;
        }
        TapeMeters meters = new TapeMeters();
        meters.register(registry, meterPrefix);
        return DiskTape.start(settings, clock, meters);
    }

    /** How a tape is. */
    record State(boolean recording, String detail, @Nullable Instant lastBlock) {}

    /** The part of the tape that belongs to a feed; the same for the same name. */
    TapeFeed feed(String name);

    /** How it is now, null if there is none. */
    @Nullable
    State state();

    /** Writes what waits and ends the segment; nothing is recorded any more. */
    @Override
    void close();
}
