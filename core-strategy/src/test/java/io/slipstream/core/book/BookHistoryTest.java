package io.slipstream.core.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slipstream.core.market.Side;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BookHistoryTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW = 120 * SECOND;

    /** The book as it stood at random moments of random sessions, against copies that were taken then. */
    @Test
    @Timeout(60)
    void bringsBackEveryMomentOfTheWindowExactly() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int session = 0; session < 20; session++) {
            BookHistory history = new BookHistory(WINDOW);
            TickBook book = new TickBook();
            NavigableMap<Long, TickBook> truth = new TreeMap<>();
            long now = SECOND;
            history.begin(now);
            long pace = session % 2 == 0 ? SECOND / 2 : SECOND / 200;
            for (int i = 0; i < 3_000; i++) {
                now += random.nextLong(2 * pace);
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                int price = 100 + random.nextInt(98) * 100 + (i > 2_000 ? random.nextInt(10) * 10 : 0);
                long size = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000);
                history.record(now, side, price, book.set(side, price, size));
                TickBook then = new TickBook();
                then.copy(book);
                truth.put(now, then);
            }
            for (int i = 0; i < 300; i++) {
                long at = history.knownFromNanos(now) + random.nextLong(now - history.knownFromNanos(now) + 1);
                Map.Entry<Long, TickBook> then = truth.floorEntry(at);
                TickBook back = new TickBook();
                back.copy(book);
                history.undo(back, at);
                if (then != null && !same(back, then.getValue())) {
                    fail("seed %d, session %d: not the book of %d", seed, session, at);
                }
            }
        }
    }

    /** A token busier than its ring is known for a shorter while, and its memory does not grow. */
    @Test
    void givesUpTheOldestMomentsOfATokenThatIsTooBusy() {
        BookHistory history = new BookHistory(WINDOW);
        TickBook book = new TickBook();
        history.begin(0);
        long changes = 3L * BookHistory.MOST;
        for (long i = 1; i <= changes; i++) {
            history.record(i, Side.BUY, 100, book.set(Side.BUY, 100, i));
        }
        assertThat(history.knownFromNanos(changes)).isEqualTo(changes - BookHistory.MOST);
        assertThat(history.bytes()).isEqualTo(20L * BookHistory.MOST);
        history.undo(book, changes - BookHistory.MOST);
        assertThat(book.sizeAt(Side.BUY, 100)).isEqualTo(changes - BookHistory.MOST);
    }

    /** 5,000 tokens as busy as a ring allows stay within a gigabyte. */
    @Test
    void boundsTheMemoryOfFiveThousandBusyTokens() {
        assertThat(5_000L * 20 * BookHistory.MOST).isLessThan(1L << 30);
    }

    @Test
    void doesNotGrowForWhatIsOlderThanTheWindow() {
        BookHistory history = new BookHistory(WINDOW);
        TickBook book = new TickBook();
        history.begin(0);
        for (long second = 1; second < 10_000; second++) {
            history.record(second * 4 * SECOND, Side.BUY, 100, book.set(Side.BUY, 100, second));
        }
        assertThat(history.bytes()).isEqualTo(20L * 64);
        assertThat(history.knownFromNanos(40_000 * SECOND)).isEqualTo(40_000 * SECOND - WINDOW);
    }

    private static boolean same(OrderBook one, OrderBook other) {
        for (Side side : Side.values()) {
            if (one.depth(side) != other.depth(side)) {
                return false;
            }
            for (int price = one.best(side); price >= 0; price = one.worseThan(side, price)) {
                if (one.sizeAt(side, price) != other.sizeAt(side, price)) {
                    return false;
                }
            }
        }
        return true;
    }
}
