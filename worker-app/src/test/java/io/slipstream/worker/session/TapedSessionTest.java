package io.slipstream.worker.session;

import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.worker.tape.TapeFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a session's events come onto the tape, and that a tape which fails harms nobody. */
class TapedSessionTest {

    private static final long MILLI = 1_000_000L;

    private final Labels tape = new Labels();
    private final TapedSession session = new TapedSession(tape, new UUID(0, 1));

    @Test
    void handsEventsOverTogetherAndSoon() {
        session.begin(Fixtures.config(0), RestoredState.EMPTY);
        take(NOON);
        take(NOON + 50 * MILLI);
        assertThat(tape.kinds).containsExactly("begins");
        take(NOON + 100 * MILLI);
        assertThat(tape.kinds).containsExactly("begins", "events");
        take(NOON + SECOND);
        session.end();
        assertThat(tape.kinds).containsExactly("begins", "events", "events", "ends");
        assertThat(tape.labels).contains("events 00000000-0000-0000-0000-000000000001 0 3");
    }

    /** A full disk, or a value that cannot be written, ends the recording and not the trading. */
    @Test
    void harmsNobodyWhenItFails() {
        session.begin(Fixtures.config(0), RestoredState.EMPTY);
        take(NOON);
        tape.fails = true;
        take(NOON + SECOND);
        tape.fails = false;
        take(NOON + 2 * SECOND);
        session.end();
        assertThat(tape.kinds).as("no events with a hole before them").containsExactly("begins");
    }

    private void take(long atNanos) {
        session.event(new EngineEvent.TimePassed(atNanos));
        session.breathe(atNanos);
    }

    private static final class Labels implements TapeFeed {
        private final List<String> labels = new ArrayList<>();
        private final List<String> kinds = new ArrayList<>();
        private boolean fails;

        @Override
        public void frame(String text) {
            throw new AssertionError("a session has no frames of text");
        }

        @Override
        public void answer(String about, byte[] body) {
            if (fails) {
                throw new IllegalStateException("no");
            }
            labels.add(about);
            kinds.add(Label.of(about).kind());
        }
    }
}
