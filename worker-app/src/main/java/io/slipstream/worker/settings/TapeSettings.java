package io.slipstream.worker.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where raw frames are kept.
 *
 * @param directory of the tape, null if nothing is recorded
 * @param retention how long a segment is kept after its hour
 * @param budgetBytes what all segments together may take; the oldest are deleted
 * @param reserveBytes what is left free on the file system; with less the tape stops
 */
public record TapeSettings(@Nullable Path directory, Duration retention, long budgetBytes, long reserveBytes) {

    /** Where below the directory the tape of what enters the engine is. */
    public static final String ENGINE_DIRECTORY = "engine";

    /** What of the budget the engine's tape may take is a part of so many. */
    private static final long ENGINE_PART = 4;

    /** For the raw frames. */
    public TapeSettings ofFrames() {
        return new TapeSettings(directory, retention, budgetBytes - budgetBytes / ENGINE_PART, reserveBytes);
    }

    /** For what enters the engine. */
    public TapeSettings ofEngine() {
        return new TapeSettings(
                directory == null ? null : directory.resolve(ENGINE_DIRECTORY),
                retention,
                budgetBytes / ENGINE_PART,
                reserveBytes);
    }
}
