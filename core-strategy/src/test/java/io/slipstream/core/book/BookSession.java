package io.slipstream.core.book;

import static io.slipstream.core.engine.Fixtures.AGELESS;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Price;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One random session: a venue with a market, two lines to it, and books kept from what they deliver. */
final class BookSession {

    private static final long MILLI = 1_000_000L;
    private static final List<TokenId> TOKENS = List.of(YES, NO);

    /** What becomes of frames that do not arrive. */
    enum Losses {
        /** The connection is cut, or a frame cannot be read: it is known that something is missing. */
        NOTICED,
        /** Frames are missing or change their places, and nobody says so. */
        SILENT
    }

    private final long seed;
    private final Losses losses;
    private final Random random;
    private final LiveBooks books = new LiveBooks(120_000_000_000L, AGELESS, (_, _) -> {});
    private final ReferenceBook yes = new ReferenceBook();
    /** Every state that the venue's YES book has had, as text. */
    private final Set<String> states = new HashSet<>();

    private final Line[] lines = {new Line(1), new Line(2)};
    private final Deque<BookUpdate> answers = new ArrayDeque<>();
    private long nowNanos = NOON;
    private long millis = NOON / MILLI;
    private long trustedChecks;

    private static final class Line {
        private final int number;
        private final Deque<BookUpdate> frames = new ArrayDeque<>();
        private boolean connected;

        Line(int number) {
            this.number = number;
        }
    }

    BookSession(long seed, Losses losses) {
        this.seed = seed;
        this.losses = losses;
        this.random = new Random(seed);
        books.pair(YES, NO);
        yes.set(Side.BUY, 4_000, 10);
        yes.set(Side.SELL, 6_000, 10);
        states.add(text(yes));
    }

    long trustedChecks() {
        return trustedChecks;
    }

    /** Something happens. */
    void step() {
        nowNanos += random.nextInt(20) * MILLI;
        Line line = lines[random.nextInt(lines.length)];
        int what = random.nextInt(1_000);
        if (what < 350) {
            trade();
        } else if (what < 800) {
            deliver(line);
        } else if (what < 880) {
            ask();
        } else if (what < 960) {
            answer();
        } else if (what < 975) {
            reconnect(line);
        } else if (what < 985 && line.connected) {
            books.apply(line.number, new BookUpdate.Doubted(TOKENS, "a frame could not be read"), nowNanos);
        } else if (what < 990) {
            cut(line);
        } else if (losses == Losses.SILENT) {
            disturb(line);
        }
    }

    /** Everything that is on its way arrives, and both lines get a snapshot of what the venue has now. */
    void comeToRest() {
        for (Line line : lines) {
            if (!line.connected) {
                reconnect(line);
            }
            while (!line.frames.isEmpty()) {
                deliver(line);
            }
        }
        while (!answers.isEmpty()) {
            answer();
        }
        nowNanos += 1_000 * MILLI;
        millis += 1_000;
        ask();
        answer();
        answer();
    }

    /** A trusted book is a state that the venue had. */
    void assertTrustedBooksAreTrue() {
        OrderBook mine = books.book(YES);
        OrderBook mirror = books.book(NO);
        if (mine != null) {
            trustedChecks++;
            if (!states.contains(text(mine))) {
                fail("seed %d: YES is %s, which the venue never had; it has %s", seed, text(mine), text(yes));
            }
        }
        if (mirror != null && !states.contains(text(mirrored(mirror)))) {
            fail("seed %d: NO is %s, which the venue never had", seed, text(mirror));
        }
    }

    void assertBooksAreTheVenues() {
        OrderBook mine = books.book(YES);
        OrderBook mirror = books.book(NO);
        if (mine == null || mirror == null) {
            throw new AssertionError("seed %d: no book to trust of YES or of NO".formatted(seed));
        }
        assertThat(text(mine)).as("seed %d", seed).isEqualTo(text(yes));
        assertThat(text(mirrored(mirror))).as("seed %d", seed).isEqualTo(text(yes));
    }

    /** The venue's book changes, in one to three levels, and both lines are told in one frame for both outcomes. */
    private void trade() {
        millis++;
        List<BookUpdate.Change> changes = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            boolean bid = random.nextBoolean();
            int price = (bid ? 3_000 : 5_100) + random.nextInt(20) * 100;
            long size = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(50);
            yes.set(bid ? Side.BUY : Side.SELL, price, size);
            changes.add(new BookUpdate.Change(YES, bid ? Side.BUY : Side.SELL, price, size, 0, 0));
        }
        List<BookUpdate.Change> frame = new ArrayList<>();
        for (BookUpdate.Change change : changes) {
            frame.add(new BookUpdate.Change(
                    YES, change.side(), change.price(), change.sizeMicros(), yes.bestBid(), yes.bestAsk()));
            frame.add(new BookUpdate.Change(
                    NO,
                    change.side().opposite(),
                    Price.ONE - change.price(),
                    change.sizeMicros(),
                    Price.ONE - yes.bestAsk(),
                    Price.ONE - yes.bestBid()));
        }
        states.add(text(yes));
        push(new BookUpdate.Changes(frame, millis));
    }

    private void push(BookUpdate update) {
        for (Line line : lines) {
            if (line.connected) {
                line.frames.add(update);
            }
        }
    }

    private void deliver(Line line) {
        BookUpdate frame = line.frames.poll();
        if (frame != null) {
            books.apply(line.number, frame, nowNanos);
            if (random.nextInt(50) == 0) {
                books.apply(line.number, frame, nowNanos); // told twice
            }
        }
    }

    private void cut(Line line) {
        if (line.connected) {
            line.connected = false;
            line.frames.clear();
            books.apply(line.number, new BookUpdate.Interrupted(TOKENS, "cut"), nowNanos);
        }
    }

    private void reconnect(Line line) {
        cut(line);
        line.connected = true;
        books.apply(line.number, new BookUpdate.Carried(TOKENS), nowNanos);
        if (random.nextInt(5) > 0) {
            line.frames.addAll(snapshots());
        }
    }

    private void ask() {
        if (answers.size() < 6) {
            snapshots().forEach(snapshot -> answers.add(snapshot.asked(nowNanos)));
        }
    }

    /** Answers overtake each other. */
    private void answer() {
        BookUpdate answer = random.nextBoolean() ? answers.pollFirst() : answers.pollLast();
        if (answer != null) {
            books.apply(LiveBooks.ASKED, answer, nowNanos);
        }
    }

    private void disturb(Line line) {
        BookUpdate frame = line.frames.poll();
        if (frame != null && random.nextBoolean()) {
            line.frames.addLast(frame); // out of its place
        }
    }

    private List<BookUpdate.Snapshot> snapshots() {
        return List.of(snapshot(YES, yes), snapshot(NO, mirrored(yes)));
    }

    private BookUpdate.Snapshot snapshot(TokenId token, OrderBook book) {
        return new BookUpdate.Snapshot(
                token, levels(book, Side.BUY), levels(book, Side.SELL), null, millis, BookUpdate.PUSHED);
    }

    private static OrderBook mirrored(OrderBook book) {
        ReferenceBook mirror = new ReferenceBook();
        for (Side side : Side.values()) {
            levels(book, side)
                    .forEach(level -> mirror.set(side.opposite(), Price.ONE - level.price(), level.sizeMicros()));
        }
        return mirror;
    }

    private static String text(OrderBook book) {
        return levels(book, Side.BUY) + "/" + levels(book, Side.SELL);
    }

    private static List<Level> levels(OrderBook book, Side side) {
        List<Level> levels = new ArrayList<>();
        for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
            levels.add(new Level(price, book.sizeAt(side, price)));
        }
        return levels;
    }
}
