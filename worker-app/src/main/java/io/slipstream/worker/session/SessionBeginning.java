package io.slipstream.worker.session;

import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.RestoredState;

/**
 * What an engine began with.
 *
 * @param format of what follows; see {@link #FORMAT}
 * @param config what it ran under
 * @param restored what the run before had left
 */
public record SessionBeginning(int format, EngineConfig config, RestoredState restored) {

    /** The format of today: another number is read by another version. */
    public static final int FORMAT = 1;
}
