package io.slipstream.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.money.Micros;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueuePositionTest {

    private static final long EVENLY = Micros.ONE;

    @Test
    void isUsedUpByTrades() {
        QueuePosition queue = new QueuePosition(100, EVENLY);
        assertThat(queue.trade(60)).isZero();
        assertThat(queue.trade(50)).isEqualTo(10);
        assertThat(queue.trade(5)).isEqualTo(5);
    }

    @Test
    void takesTheShrinkingThatATradeCausedForNoCancel() {
        QueuePosition queue = new QueuePosition(100, EVENLY);
        queue.trade(60);
        queue.shows(40);
        queue.settle();
        assertThat(queue.aheadMicros()).isEqualTo(40);
    }

    /** The same two messages the other way round. */
    @Test
    void takesTheTradeThatExplainsAShrinkingForItsCause() {
        QueuePosition queue = new QueuePosition(100, EVENLY);
        queue.shows(40);
        queue.trade(60);
        queue.settle();
        assertThat(queue.aheadMicros()).isEqualTo(40);
    }

    @Test
    void movesUpByItsEvenShareOfCancels() {
        QueuePosition queue = new QueuePosition(100, EVENLY);
        queue.shows(200); // 100 joined behind us
        queue.shows(160);
        queue.settle();
        assertThat(queue.aheadMicros()).isEqualTo(80);
    }

    @Test
    void movesUpByHalfOfItByDefault() {
        QueuePosition queue = new QueuePosition(100, PaperConditions.USUAL_CANCELS_AHEAD);
        queue.shows(200);
        queue.shows(160);
        queue.settle();
        assertThat(queue.aheadMicros()).isEqualTo(90);
    }

    @Test
    void believesNobodyAheadToLeaveIfToldSoUntilNobodyElseIsLeft() {
        QueuePosition queue = new QueuePosition(100, 0);
        queue.shows(200);
        queue.shows(110);
        queue.settle();
        assertThat(queue.aheadMicros()).isEqualTo(100);
        queue.shows(70); // some of those must have stood before us
        queue.settle();
        assertThat(queue.aheadMicros()).isEqualTo(70);
    }

    /** Whatever happens: never negative, never more than is shown, and the more cancels are ahead the further we are. */
    @Test
    void keepsItsPlaceWithinBoundsWhateverHappens() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int session = 0; session < 2_000; session++) {
            long shown = random.nextInt(1_000);
            QueuePosition none = new QueuePosition(shown, 0);
            QueuePosition half = new QueuePosition(shown, Micros.ONE / 2);
            QueuePosition even = new QueuePosition(shown, EVENLY);
            for (int i = 0; i < 50; i++) {
                boolean trades = random.nextBoolean();
                long size = trades ? random.nextLong(shown + 1) : random.nextInt(1_000);
                shown = trades ? shown - size : size;
                for (QueuePosition queue : new QueuePosition[] {none, half, even}) {
                    if (trades) {
                        queue.trade(size);
                    }
                    queue.shows(shown);
                    queue.settle();
                }
                assertThat(none.aheadMicros())
                        .as("seed %d, session %d", seed, session)
                        .isBetween(half.aheadMicros(), shown);
                assertThat(half.aheadMicros())
                        .as("seed %d, session %d", seed, session)
                        .isBetween(even.aheadMicros(), shown);
                assertThat(even.aheadMicros()).isNotNegative();
            }
        }
    }
}
