package io.slipstream.core.outcome;

import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.engine.Effect;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.portfolio.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two runs held against each other. */
class OutcomeTest {

    private static final long MICRO = 1_000L;
    private static final long MINUTE = 60 * SECOND / MICRO;
    private static final long START = NOON / MICRO / MINUTE * MINUTE;

    @Test
    void isTheSameInWhateverOrderItWasTakenDown() {
        List<OutcomeLine> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lines.add(line(START + i * 1_000_000L, i));
        }
        Outcome one = of(lines);
        Collections.shuffle(lines, new Random(1));
        Outcome other = of(lines);
        assertThat(other.firstDifference(one)).isNull();
        assertThat(other.hash()).isEqualTo(one.hash());
        assertThat(one.minutes()).hasSize(9);
    }

    @Test
    void showsTheFirstDifference() {
        Outcome one = of(List.of(line(START, 1), line(START + 1, 2), line(START + MINUTE, 3)));
        Outcome without = of(List.of(line(START, 1), line(START + MINUTE, 3)));
        Outcome otherwise = of(List.of(line(START, 1), line(START + 1, 2), line(START + MINUTE, 4)));
        assertThat(one.firstDifference(without)).isEqualTo(new Outcome.Difference(line(START + 1, 2), null));
        assertThat(without.firstDifference(one)).isEqualTo(new Outcome.Difference(null, line(START + 1, 2)));
        assertThat(one.firstDifference(otherwise))
                .isEqualTo(new Outcome.Difference(line(START + MINUTE, 3), line(START + MINUTE, 4)));
        assertThat(one.firstDifference(of(List.of()))).isEqualTo(new Outcome.Difference(line(START, 1), null));
        long first = Outcome.minuteOf(START);
        assertThat(one.hash(first)).isEqualTo(otherwise.hash(first)).isNotEqualTo(without.hash(first));
        assertThat(one.hash(first + 1)).isEqualTo(without.hash(first + 1)).isNotEqualTo(otherwise.hash(first + 1));
    }

    @Test
    void looksAtAWindow() {
        Outcome window = new Outcome(START + 1, START + 3);
        for (int i = 0; i < 5; i++) {
            window.add(line(START + i, i));
        }
        assertThat(window.lines()).containsExactly(line(START + 1, 1), line(START + 2, 2));
    }

    /** The database keeps microseconds and rounds to them. */
    @Test
    void roundsMomentsAsTheDatabaseDoes() {
        assertThat(OutcomeLine.micros(1_499)).isEqualTo(1);
        assertThat(OutcomeLine.micros(1_500)).isEqualTo(2);
        assertThat(OutcomeLine.micros(-1_501)).isEqualTo(-2);
    }

    @Test
    void tellsAPositionOnceUntilMoreThanItsMarkChanges() {
        OutcomeLines lines = new OutcomeLines();
        assertThat(lines.of(position(10, 5_000, NOON))).isNotNull();
        assertThat(lines.of(position(10, 6_000, NOON + SECOND)))
                .as("a new mark")
                .isNull();
        OutcomeLine sold = Objects.requireNonNull(lines.of(position(4, 6_000, NOON + 2 * SECOND)));
        assertThat(sold.text()).isEqualTo("1001 4 for 7, realized 8, fees 9");
        assertThat(sold.kind()).isEqualTo(OutcomeLine.Kind.POSITION);
    }

    @Test
    void isOneLineWhateverTheTextHolds() {
        assertThat(OutcomeLine.done(new UUID(0, 1), OrderOutcome.FAILED, "a\nb", 1)
                        .text())
                .isEqualTo("00000000-0000-0000-0000-000000000001 FAILED: a b");
    }

    private static Effect.PositionChanged position(long shares, @Nullable Integer mark, long atNanos) {
        return new Effect.PositionChanged(new Position(YES, "0xc1", shares, 7, 8, 9, mark, null, NOON, atNanos));
    }

    private static OutcomeLine line(long atMicros, int number) {
        return OutcomeLine.skipped(new UUID(0, number), "PRICE_MOVED", "best ask", atMicros);
    }

    private static Outcome of(List<OutcomeLine> lines) {
        Outcome outcome = new Outcome();
        lines.forEach(outcome::add);
        return outcome;
    }
}
