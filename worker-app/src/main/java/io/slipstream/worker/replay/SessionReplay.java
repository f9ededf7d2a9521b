package io.slipstream.worker.replay;

import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.session.SessionCursor;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Runs a session through a new engine, as fast as it goes. */
final class SessionReplay {

    private static final long BETWEEN_LOOKS = 1 << 16;

    private final SessionCursor session;
    private final CopyEngine engine;

    /** Follows a replay. */
    interface Follower {

        /** The engine stated a fact. */
        void onFact(Effect.Fact fact);

        /** The engine took an event. */
        default void onEvent(EngineEvent event, CopyEngine engine) {}

        /** So many events are done, and this moment is reached. */
        default void onProgress(long events, long atNanos) {}
    }

    private final Follower follower;

    SessionReplay(SessionCursor session, Alteration alteration, Follower follower) throws IOException {
        this.session = session;
        this.follower = follower;
        Consumer<Effect> effects = effect -> {
            if (effect instanceof Effect.Fact fact) {
                follower.onFact(fact);
            }
        };
        this.engine = new CopyEngine(
                alteration.of(session.beginning().config()), session.beginning().restored(), effects);
    }

    /**
     * Runs it up to a moment; tells how many events that took.
     *
     * @param untilNanos an event of this moment or later is not taken
     */
    long run(long untilNanos) throws IOException {
        long events = 0;
        try (EventsAhead ahead = EventsAhead.of(session)) {
            for (List<EngineEvent> batch = ahead.next(); !batch.isEmpty(); batch = ahead.next()) {
                for (EngineEvent event : batch) {
                    if (event.atNanos() >= untilNanos) {
                        return events;
                    }
                    engine.process(event);
                    follower.onEvent(event, engine);
                    if (++events % BETWEEN_LOOKS == 0) {
                        follower.onProgress(events, event.atNanos());
                    }
                }
            }
        }
        return events;
    }

    CopyEngine engine() {
        return engine;
    }
}
