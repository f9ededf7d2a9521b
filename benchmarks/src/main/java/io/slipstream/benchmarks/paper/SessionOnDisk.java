package io.slipstream.benchmarks.paper;

import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.core.outcome.OutcomeLine;
import io.slipstream.core.outcome.OutcomeLines;
import io.slipstream.worker.session.TapedSession;
import io.slipstream.worker.tape.LooseTape;
import io.slipstream.worker.tape.TapeFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Writes a session as a worker does that has lived through it: every event, and what came of it. */
final class SessionOnDisk {

    static final int EVENTS_A_SECOND = 300;
    static final int EVENTS_BETWEEN_FILLS = 300;
    static final long TTL_NANOS = TimeUnit.MINUTES.toNanos(30);

    private static final long BEGIN = 1_795_000_000_000_000_000L;
    private static final long BUDGET = 64L << 30;
    /** A worker writes for a day what is written here in a minute, and its tape never has so much to do. */
    private static final int MOST_WAITING = 8_192;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private SessionOnDisk() {}

    /** What is on disk of it, in bytes. */
    record Size(long events, long bytes, long nanos) {}

    static Size write(Path directory, long events) throws IOException {
        TradingDay day = new TradingDay(BEGIN, EVENTS_A_SECOND, EVENTS_BETWEEN_FILLS);
        EngineConfig config = Copying.config(TTL_NANOS);
        long began = System.nanoTime();
        LooseTape tape = new LooseTape(directory, BUDGET);
        try (tape) {
            TapedSession session = new TapedSession(new Paced(tape), new UUID(7, 7));
            OutcomeLines outcome = new OutcomeLines();
            session.begin(config, RestoredState.EMPTY);
            CopyEngine engine = new CopyEngine(config, RestoredState.EMPTY, effect -> {
                OutcomeLine line = effect instanceof Effect.Fact fact ? outcome.of(fact) : null;
                if (line != null) {
                    session.outcome(line);
                }
            });
            for (long i = 0; i < events; i++) {
                EngineEvent event = day.next();
                engine.process(event);
                session.event(event);
                session.breathe(event.atNanos());
            }
            session.end();
        }
        if (tape.dropped() > 0) {
            throw new IllegalStateException(tape.dropped() + " frames found no room on the tape");
        }
        return new Size(events, tape.bytes(), System.nanoTime() - began);
    }

    /** Waits where a worker would not have to. */
    private static final class Paced implements TapeFeed {
        private final LooseTape tape;
        private final TapeFeed feed;
        private long given;

        Paced(LooseTape tape) {
            this.tape = tape;
            this.feed = tape.feed("engine");
        }

        @Override
        public void frame(String text) {
            throw new IllegalStateException("a session has no such frames");
        }

        @Override
        public void answer(String about, byte[] body) {
            while (given - tape.frames() > MOST_WAITING) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            given++;
            feed.answer(about, body);
        }
    }
}
