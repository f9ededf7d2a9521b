package io.slipstream.worker.session;

import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.core.outcome.OutcomeLine;

/** Records what enters an engine and what came of it. Never blocks; owned by the engine's thread. */
public interface SessionRecorder {

    /** Of a worker that keeps no tape. */
    SessionRecorder NONE = new SessionRecorder() {};

    /** An engine begins. */
    default void begin(EngineConfig config, RestoredState restored) {}

    /** The engine took an event. */
    default void event(EngineEvent event) {}

    /** Something came of it. */
    default void outcome(OutcomeLine line) {}

    /** Nothing to do at the moment: what waits for too long is handed over. */
    default void breathe(long nowNanos) {}

    /** The engine ends; nothing follows. */
    default void end() {}
}
