package io.slipstream.worker.engine;

import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the engine takes after it failed, and failed again. */
class FailedEventsTest {

    private final Remembered database = new Remembered();
    private final LeaderFill good = fill(1, Side.BUY, "100", "0.5");
    private final LeaderFill bad = fill(2, Side.BUY, "100", "0.5");

    @Test
    void takesEverythingAsItComesWhileNothingFailed() {
        EngineEvent event = detected(good, bad);
        assertThat(started().prepared(event)).containsExactly(event);
    }

    /** Which of several fills it was shows the next time: each comes alone. */
    @Test
    void findsTheFillThatIsToBlameAndPassesItOver() {
        started().failed(detected(good, bad), new ArithmeticException("overflow"));
        assertThat(started().prepared(detected(good, bad)))
                .containsExactly(detected(good), detected(bad), detected(good, bad));
        started().failed(detected(bad), new ArithmeticException("overflow"));
        assertThat(started().prepared(detected(good, bad))).containsExactly(detected(good), detected(good));
        LeaderFill again = bad.as(new UUID(9, 9));
        assertThat(started().prepared(detected(again))).as("under another id").isEmpty();
    }

    @Test
    void passesOverWhatIsNoFillAtItsSecondFailure() {
        EngineEvent event = new EngineEvent.BlockTimed(NOON, "0xb", 1);
        started().failed(event, new IllegalStateException("torn"));
        assertThat(started().prepared(event)).containsExactly(event);
        started().failed(new EngineEvent.BlockTimed(NOON + 5, "0xb", 1), new IllegalStateException("torn"));
        assertThat(started().prepared(new EngineEvent.BlockTimed(NOON + 9, "0xb", 1)))
                .isEmpty();
        EngineEvent other = new EngineEvent.BlockTimed(NOON, "0xc", 1);
        assertThat(started().prepared(other)).containsExactly(other);
    }

    private static EngineEvent detected(LeaderFill... fills) {
        return new EngineEvent.FillsDetected(NOON, List.of(fills));
    }

    private FailedEvents started() {
        return new FailedEvents(database, InstantSource.system());
    }

    /** As the database remembers it. */
    private static final class Remembered implements FailedEvents.Memory {
        private final Map<String, Long> failures = new HashMap<>();

        @Override
        public Map<String, Long> failedEvents() {
            return failures;
        }

        @Override
        public void eventFailed(String identity, String kind, Throwable why, Object event, Instant at) {
            failures.merge(identity, 1L, Long::sum);
        }
    }
}
