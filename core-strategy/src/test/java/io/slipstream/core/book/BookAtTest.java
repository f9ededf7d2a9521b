package io.slipstream.core.book;

import static io.slipstream.core.engine.Fixtures.AGELESS;
import static io.slipstream.core.engine.Fixtures.LINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The book as it stood at an instant of the last while. */
class BookAtTest {

    private static final TokenId YES = TokenId.of("11");
    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW = 120 * SECOND;

    private final LiveBooks books = carried();

    @Test
    void knowsNothingOfATokenWithoutABook() {
        assertThat(books.bookAt(YES, 5, 10)).isEqualTo(new PastBook.Outside(10, 10));
    }

    @Test
    void saysWhenAMomentIsOutside() {
        books.apply(LINE, snapshot(1, 4_800), 100 * SECOND);
        assertThat(books.bookAt(YES, 99 * SECOND, 110 * SECOND))
                .isEqualTo(new PastBook.Outside(100 * SECOND, 110 * SECOND));
        assertThat(books.bookAt(YES, 111 * SECOND, 110 * SECOND)).isInstanceOf(PastBook.Outside.class);
        assertThat(books.bookAt(YES, 100 * SECOND, 221 * SECOND))
                .isEqualTo(new PastBook.Outside(101 * SECOND, 221 * SECOND));
        assertThat(books.bookAt(YES, 101 * SECOND, 221 * SECOND)).isInstanceOf(PastBook.Known.class);
    }

    /** No book is made up for a time at which nobody could trust it. */
    @Test
    void saysWhenThereWasNoBookToTrust() {
        books.apply(LINE, snapshot(1, 4_800), SECOND);
        books.apply(LINE, new BookUpdate.Doubted(List.of(YES), "cut"), 2 * SECOND);
        books.apply(LINE, snapshot(2, 4_700), 3 * SECOND);
        assertThat(bestBidAt(SECOND)).hasValue(4_800);
        assertThat(books.bookAt(YES, 2 * SECOND, 4 * SECOND)).isEqualTo(new PastBook.Untrusted());
        assertThat(bestBidAt(3 * SECOND)).hasValue(4_700);
    }

    @Test
    void handsOutACopy() {
        books.apply(LINE, snapshot(1, 4_800), SECOND);
        if (books.bookAt(YES, SECOND, 2 * SECOND) instanceof PastBook.Known past) {
            past.book().clear();
        }
        assertThat(books.bestBidAsk(YES)).isEqualTo(new Quote(4_800, 5_200));
    }

    /** Sessions of snapshots, changes, mismatches, interruptions and new ticks, against what was recorded then. */
    @Test
    @Timeout(60)
    void equalsWhatWasRecordedAtEveryInstantOfRandomSessions() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int session = 0; session < 30; session++) {
            LiveBooks live = carried();
            NavigableMap<Long, Optional<TickBook>> truth = new TreeMap<>();
            long now = SECOND;
            for (int i = 1; i <= 2_000; i++) {
                now += 1 + random.nextLong(SECOND / 5);
                live.apply(LINE, update(random, i, live), now);
                OrderBook book = live.book(YES);
                truth.put(now, book == null ? Optional.empty() : Optional.of(copy(book)));
            }
            List<Long> instants = new ArrayList<>(truth.tailMap(now - WINDOW).keySet());
            for (int i = 0; i < 200; i++) {
                instants.add(Math.max(truth.firstKey(), now - random.nextLong(WINDOW)));
            }
            for (long at : instants) {
                Map.Entry<Long, Optional<TickBook>> then = truth.floorEntry(at);
                PastBook past = live.bookAt(YES, at, now);
                boolean right = switch (past) {
                    case PastBook.Known known ->
                        then.getValue().isPresent()
                                && levels(known.book())
                                        .equals(levels(then.getValue().get()));
                    case PastBook.Untrusted _ -> then.getValue().isEmpty();
                    case PastBook.Outside outside -> at < outside.fromNanos();
                };
                if (!right) {
                    fail("seed %d, session %d: at %d it was %s, not %s", seed, session, at, then.getValue(), past);
                }
            }
        }
    }

    private static BookUpdate update(Random random, int i, LiveBooks live) {
        int kind = random.nextInt(100);
        OrderBook book = live.book(YES);
        if (book == null || kind < 3) {
            return snapshot(i, 4_000 + random.nextInt(10) * 100);
        }
        if (kind < 5) {
            return new BookUpdate.Doubted(List.of(YES), "cut");
        }
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        int price = side == Side.BUY ? 100 + random.nextInt(48) * 100 : 5_000 + random.nextInt(49) * 100;
        long size = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_000);
        TickBook after = copy(book);
        after.set(side, price, size);
        int wrong = kind < 7 ? 1 : 0; // the venue states another top: the book is given up
        return new BookUpdate.Changes(
                List.of(new BookUpdate.Change(YES, side, price, size, after.bestBid() + wrong, after.bestAsk())), i);
    }

    private static LiveBooks carried() {
        LiveBooks books = new LiveBooks(WINDOW, AGELESS, (_, _) -> {});
        books.apply(LINE, new BookUpdate.Carried(List.of(YES)), 0);
        return books;
    }

    private Optional<Integer> bestBidAt(long moment) {
        return books.bookAt(YES, moment, 4 * SECOND) instanceof PastBook.Known past
                ? Optional.of(past.book().bestBid())
                : Optional.empty();
    }

    private static List<Level> levels(OrderBook book) {
        List<Level> levels = new ArrayList<>();
        for (Side side : Side.values()) {
            for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
                levels.add(new Level(side == Side.BUY ? price : -price, book.sizeAt(side, price)));
            }
        }
        return levels;
    }

    private static TickBook copy(OrderBook book) {
        TickBook copy = new TickBook();
        copy.copy(book);
        return copy;
    }

    private static BookUpdate snapshot(long millis, int bid) {
        return new BookUpdate.Snapshot(
                YES,
                List.of(new Level(bid, 5), new Level(bid - 100, 7)),
                List.of(new Level(5_200, 5), new Level(5_300, 9)),
                null,
                millis,
                BookUpdate.PUSHED);
    }
}
