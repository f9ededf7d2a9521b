package io.slipstream.core.execution;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class PaperExecutorTest {

    private static final long NOW = 1_795_000_000_000_000_000L;

    private static final UUID ID = new UUID(1, 2);
    private static final long LATENCY = 150_000_000;

    private final LiveBooks books = Fixtures.books(YES);
    private final VirtualTimers timers = new VirtualTimers();
    private final Recorder recorder = new Recorder();
    private final PaperExecutor executor = new PaperExecutor(books, timers, recorder, LATENCY);

    @Test
    void sweepsTheBookAsItIsOnArrivalNotAsItWasAtTheDecision() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "8", 5_100);
        books.apply(
                LINE,
                new BookUpdate.Snapshot(
                        YES, List.of(), List.of(level("3", 5_000), level("3", 5_100)), null, 2, BookUpdate.PUSHED),
                NOW);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly(
                        "placed +150", "fill 0: 3 at 0.5 fee 0.0375 TAKER", "fill 1: 3 at 0.51 fee 0.03749 TAKER");
    }

    @Test
    void leavesWhatIsBeyondTheLimit() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "50", 5_100);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.filled()).isEqualTo(Micros.parse("16"));
        timers.runUntil(NOON + LATENCY + 30 * SECOND);
        assertThat(recorder.last()).isEqualTo("done PARTIAL: time to live is over");
    }

    @Test
    void sellsIntoTheBidsAndIsDone() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.SELL, "150", 4_700);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines)
                .containsExactly(
                        "placed +150",
                        "fill 0: 100 at 0.48 fee 1.248 TAKER",
                        "fill 1: 50 at 0.47 fee 0.62275 TAKER",
                        "done FILLED: filled");
    }

    @Test
    void failsWithoutABookOnArrival() {
        submit(Side.BUY, "8", 5_100);
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines).containsExactly("done FAILED: no trusted book when the order arrived");
    }

    @Test
    void restsBehindTheQueueAndFillsFromPrintsOnly() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_800); // nobody offers at 0.48; 100 bid there before us
        timers.runUntil(NOON + LATENCY);
        assertThat(recorder.lines).containsExactly("placed +150");
        print(Side.SELL, 4_800, "60");
        print(Side.BUY, 4_800, "500"); // a buyer does not hit our bid
        print(Side.SELL, 4_900, "500"); // above our price
        assertThat(recorder.filled()).isZero();
        print(Side.SELL, 4_800, "44"); // 40 of the queue, then 4 of ours
        assertThat(recorder.last()).isEqualTo("fill 0: 4 at 0.48 fee 0 MAKER");
        print(Side.SELL, 4_700, "100"); // through our price: the rest
        assertThat(recorder.lines).endsWith("fill 1: 6 at 0.48 fee 0 MAKER", "done FILLED: filled");
    }

    @Test
    void doesNotTakeACancelAheadForAFill() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_800);
        timers.runUntil(NOON + LATENCY);
        books.apply(
                LINE, new BookUpdate.Changes(List.of(new BookUpdate.Change(YES, Side.BUY, 4_800, 0, -1, -1)), 2), NOW);
        assertThat(recorder.filled()).isZero();
    }

    @Test
    void doesNotGiveOnePrintToTwoOrders() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_900);
        executor.submitMarketableLimit(
                new OrderRequest(new UUID(1, 3), instrument(YES), Side.BUY, Micros.parse("10"), 4_900, 30 * SECOND),
                NOON);
        timers.runUntil(NOON + LATENCY);
        print(Side.SELL, 4_800, "15");
        assertThat(recorder.filled()).isEqualTo(Micros.parse("15"));
    }

    @Test
    void cancelsWhatRestsOrIsOnItsWayWhenTheMarketResolves() {
        books.apply(LINE, book(YES), NOW);
        submit(Side.BUY, "10", 4_800);
        executor.cancelAll(YES, "the market resolved", NOON);
        timers.runUntil(NOON + 60 * SECOND);
        assertThat(recorder.lines).containsExactly("done CANCELED: the market resolved");
    }

    private void submit(Side side, String shares, int limit) {
        executor.submitMarketableLimit(
                new OrderRequest(ID, instrument(YES), side, Micros.parse(shares), limit, 30 * SECOND), NOON);
    }

    private void print(Side taker, int price, String size) {
        executor.onPrint(new BookUpdate.Print(YES, taker, price, Micros.parse(size), 5), NOON + SECOND);
    }

    /** What the executor says, as lines. */
    private static final class Recorder implements ExecutionListener {
        private final List<String> lines = new ArrayList<>();
        private long filledMicros;

        @Override
        public void onPlaced(UUID attemptId, long atNanos) {
            lines.add("placed +" + (atNanos - NOON) / 1_000_000);
        }

        @Override
        public void onFill(ExecutionFill fill) {
            filledMicros += fill.sharesMicros();
            lines.add("fill %d: %s at %s fee %s %s"
                    .formatted(
                            fill.seq(),
                            Micros.format(fill.sharesMicros()),
                            Price.format(fill.price()),
                            Micros.format(fill.feeMicros()),
                            fill.liquidity()));
        }

        @Override
        public void onDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos) {
            lines.add("done " + outcome + ": " + reason);
        }

        long filled() {
            return filledMicros;
        }

        String last() {
            return lines.getLast();
        }
    }

    /** Time that passes when told to. */
    private static final class VirtualTimers implements Timers {
        private record Timer(long at, LongConsumer action) {}

        private final PriorityQueue<Timer> queue = new PriorityQueue<>(Comparator.comparingLong(Timer::at));

        @Override
        public void at(long atNanos, LongConsumer action) {
            queue.add(new Timer(atNanos, action));
        }

        void runUntil(long now) {
            while (!queue.isEmpty() && queue.peek().at <= now) {
                Timer timer = queue.remove();
                timer.action.accept(timer.at);
            }
        }
    }
}
