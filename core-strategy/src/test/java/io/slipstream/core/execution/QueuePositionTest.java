package io.slipstream.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.money.Micros;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueuePositionTest {

    private static final long EVENLY = Micros.ONE;

    private static QueuePosition queue(long shown, long cancelsAhead) {
        return queue(FillModel.REALISTIC, new QueueDepth(0, shown, 0), cancelsAhead);
    }

    private static QueuePosition queue(FillModel model, QueueDepth shown, long cancelsAhead) {
        return new QueuePosition(model, shown, cancelsAhead);
    }

    private static void show(QueuePosition queue, long size) {
        queue.shows(new QueueDepth(0, size, 0));
    }

    private static void settle(QueuePosition queue) {
        queue.mark();
        queue.settle();
    }

    @Test
    void isUsedUpByTrades() {
        QueuePosition queue = queue(100, EVENLY);
        assertThat(queue.trade(60, true)).isZero();
        assertThat(queue.trade(50, true)).isEqualTo(10);
        assertThat(queue.trade(5, true)).isEqualTo(5);
    }

    @Test
    void takesTheShrinkingThatATradeCausedForNoCancel() {
        QueuePosition queue = queue(100, EVENLY);
        queue.trade(60, true);
        show(queue, 40);
        settle(queue);
        assertThat(queue.aheadMicros()).isEqualTo(40);
    }

    /** The same two messages the other way round. */
    @Test
    void takesTheTradeThatExplainsAShrinkingForItsCause() {
        QueuePosition queue = queue(100, EVENLY);
        show(queue, 40);
        queue.trade(60, true);
        settle(queue);
        assertThat(queue.aheadMicros()).isEqualTo(40);
    }

    @Test
    void movesUpByItsEvenShareOfCancels() {
        QueuePosition queue = queue(100, EVENLY);
        show(queue, 200); // 100 joined behind us
        show(queue, 160);
        settle(queue);
        assertThat(queue.aheadMicros()).isEqualTo(80);
    }

    @Test
    void movesUpByHalfOfItByDefault() {
        QueuePosition queue = queue(100, PaperConditions.USUAL_CANCELS_AHEAD);
        show(queue, 200);
        show(queue, 160);
        settle(queue);
        assertThat(queue.aheadMicros()).isEqualTo(90);
    }

    @Test
    void believesNobodyAheadToLeaveIfToldSoUntilNobodyElseIsLeft() {
        QueuePosition queue = queue(100, 0);
        show(queue, 200);
        show(queue, 110);
        settle(queue);
        assertThat(queue.aheadMicros()).isEqualTo(100);
        show(queue, 70); // some of those must have stood before us
        settle(queue);
        assertThat(queue.aheadMicros()).isEqualTo(70);
    }

    /** Trap: a match is told of once, with all its shares, and only its end came as far as our price. */
    @ParameterizedTest
    @EnumSource
    void takesWhatAMatchTookAtBetterPricesForNoneOfOurs(FillModel model) {
        QueuePosition queue = queue(model, new QueueDepth(50, 10, 100), 0);
        queue.shows(new QueueDepth(30, 10, 100));
        assertThat(queue.trade(20, false)).isZero();
        assertThat(queue.aheadMicros()).isEqualTo(10);
        queue.shows(new QueueDepth(0, 10, 100));
        queue.shows(new QueueDepth(0, 0, 100));
        queue.shows(new QueueDepth(0, 0, 95));
        assertThat(queue.trade(45, false))
                .as("30 better, 10 before us, and 5 after us")
                .isEqualTo(5);
    }

    /** Nobody can tell a cancel at a better price from a part of the match. */
    @Test
    void staysBetweenWhatACancelAtABetterPriceLeavesOpen() {
        QueueDepth before = new QueueDepth(50, 10, 100);
        QueuePosition pessimistic = queue(FillModel.PESSIMISTIC, before, 0);
        QueuePosition realistic = queue(FillModel.REALISTIC, before, 0);
        QueuePosition optimistic = queue(FillModel.OPTIMISTIC, before, 0);
        for (QueuePosition queue : List.of(pessimistic, realistic, optimistic)) {
            queue.shows(new QueueDepth(0, 10, 100)); // canceled
            queue.shows(new QueueDepth(0, 2, 100));
            queue.trade(8, true);
        }
        assertThat(pessimistic.aheadMicros()).isEqualTo(10);
        assertThat(realistic.aheadMicros()).isEqualTo(2);
        assertThat(optimistic.aheadMicros()).isLessThanOrEqualTo(2);
    }

    @Test
    void believesThoseBeforeUsToLeaveIfOptimistic() {
        QueuePosition queue = queue(FillModel.OPTIMISTIC, new QueueDepth(0, 10, 0), 0);
        show(queue, 100); // 90 joined behind us
        show(queue, 90); // and ten left
        show(queue, 85);
        assertThat(queue.trade(5, true))
                .as("while it may still be told to have been a trade")
                .isEqualTo(5);
        settle(queue);
        assertThat(queue.aheadMicros()).isZero();
    }

    /** Whatever happens: never negative, never more than is shown, and the more cancels are ahead the further we are. */
    @Test
    void keepsItsPlaceWithinBoundsWhateverHappens() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int session = 0; session < 2_000; session++) {
            long shown = random.nextInt(1_000);
            QueuePosition none = queue(shown, 0);
            QueuePosition half = queue(shown, Micros.ONE / 2);
            QueuePosition even = queue(shown, EVENLY);
            QueuePosition worst = queue(FillModel.PESSIMISTIC, new QueueDepth(0, shown, 0), 0);
            QueuePosition best = queue(FillModel.OPTIMISTIC, new QueueDepth(0, shown, 0), 0);
            for (int i = 0; i < 50; i++) {
                boolean trades = random.nextBoolean();
                long size = trades ? random.nextLong(shown + 1) : random.nextInt(1_000);
                shown = trades ? shown - size : size;
                for (QueuePosition queue : new QueuePosition[] {worst, none, half, even, best}) {
                    if (trades) {
                        queue.trade(size, true);
                    }
                    show(queue, shown);
                    settle(queue);
                }
                assertThat(none.aheadMicros())
                        .as("seed %d, session %d", seed, session)
                        .isBetween(half.aheadMicros(), shown);
                assertThat(half.aheadMicros())
                        .as("seed %d, session %d", seed, session)
                        .isBetween(even.aheadMicros(), shown);
                assertThat(worst.aheadMicros())
                        .as("seed %d, session %d", seed, session)
                        .isBetween(none.aheadMicros(), shown);
                assertThat(even.aheadMicros())
                        .as("seed %d, session %d", seed, session)
                        .isGreaterThanOrEqualTo(best.aheadMicros());
                assertThat(best.aheadMicros()).isNotNegative();
            }
        }
    }
}
