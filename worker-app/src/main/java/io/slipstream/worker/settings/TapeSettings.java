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
public record TapeSettings(@Nullable Path directory, Duration retention, long budgetBytes, long reserveBytes) {}
