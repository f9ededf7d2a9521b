package io.slipstream.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One random session of a venue with some markets and two lines to it. What it tells goes to books directly, and through an inbox
 * that is too small, at whose end somebody takes too little, to others.
 */
final class InboxSession {

    private static final long MILLI = 1_000_000L;
    private static final int MARKETS = 3;

    private final long seed;
    private final Random random;
    private final EngineInbox inbox;
    private final List<VenueMarket> markets = new ArrayList<>();
    private final ComparedBooks direct;
    private final ComparedBooks behind;
    /** The venue's books at every moment, as text. */
    private final Map<TokenId, NavigableMap<Long, String>> past = new HashMap<>();

    private final Deque<BookUpdate.Snapshot> answers = new ArrayDeque<>();
    private final boolean[] connected = new boolean[3];
    /** The books that each event must meet which is no change of them, by its number. */
    private final List<Map<TokenId, String>> expected = new ArrayList<>();

    private final List<EngineEvent> others = new ArrayList<>();
    private final List<EngineEvent> othersTaken = new ArrayList<>();
    private long nowNanos = 1_000_000_000_000L;
    private long millis = 1_000_000;
    private int met;
    private long compared;

    InboxSession(long seed, int bookCapacity) {
        this.seed = seed;
        this.random = new Random(seed);
        this.inbox = new EngineInbox(EngineInbox.CAPACITY, bookCapacity);
        for (int i = 0; i < MARKETS; i++) {
            markets.add(new VenueMarket(i));
        }
        direct = new ComparedBooks(markets);
        behind = new ComparedBooks(markets);
        markets.forEach(this::remember);
    }

    EngineInbox inbox() {
        return inbox;
    }

    /** How often a book was the same that an event had to meet. */
    long compared() {
        return compared;
    }

    /** The venue does so many things while the engine takes a share of what comes, in percent. */
    void play(int steps, int share) throws InterruptedException {
        for (int i = 0; i < steps; i++) {
            step();
            while (inbox.depth() > 0 && random.nextInt(100) < share) {
                take();
            }
        }
    }

    /** All is taken, every line is there again, and every book is asked for. */
    void comeToRest() throws InterruptedException {
        takeAll();
        assertAgreement();
        for (int line = 1; line < connected.length; line++) {
            reconnect(line);
        }
        millis++;
        nowNanos += 1_000 * MILLI;
        answers.clear();
        ask();
        while (!answers.isEmpty()) {
            put(LiveBooks.ASKED, answers.remove());
            takeAll();
        }
        for (TokenId token : tokens()) {
            assertThat(behind.book(token)).as("seed %d, token %s", seed, token).isNotNull();
        }
        assertAgreement();
    }

    /** Nothing that is not a book is lost, and what is known of the past is true. */
    void assertNothingIsLostAndThePastIsTrue() {
        assertThat(othersTaken).as("seed %d", seed).isEqualTo(others);
        assertThat(behind.prints).as("seed %d", seed).isEqualTo(direct.prints);
        int known = 0;
        for (int i = 0; i < 2_000; i++) {
            long moment = nowNanos - random.nextLong(20_000 * MILLI);
            for (TokenId token : tokens()) {
                String then = behind.bookAt(token, moment);
                if (then != null) {
                    assertThat(then)
                            .as("seed %d, token %s at %d", seed, token, moment)
                            .isEqualTo(venueAt(token, moment));
                    known++;
                }
            }
        }
        assertThat(known).as("something of the past is known").isPositive();
    }

    /** Books are the venue's, as those are that see everything; or the engine's is not trusted, and asked for. */
    private void assertAgreement() {
        for (TokenId token : tokens()) {
            String mine = behind.book(token);
            if (mine != null) {
                assertThat(mine).as("seed %d, token %s", seed, token).isEqualTo(venueAt(token, nowNanos));
            } else if (direct.book(token) != null) {
                assertThat(behind.asked).as("seed %d", seed).contains(token);
            }
        }
    }

    private void step() {
        nowNanos += random.nextInt(10) < 9 ? random.nextInt(3) * MILLI : random.nextInt(300) * MILLI;
        VenueMarket market = markets.get(random.nextInt(10) < 6 ? 0 : random.nextInt(MARKETS));
        int line = 1 + random.nextInt(2);
        int what = random.nextInt(1_000);
        if (what < 800) {
            millis++;
            BookUpdate.Changes frame = market.change(random, millis);
            remember(market);
            push(frame);
        } else if (what < 850) {
            push(market.print(random, millis));
        } else if (what < 880) {
            push(market.snapshots(millis).get(random.nextInt(2)));
        } else if (what < 910) {
            ask();
        } else if (what < 940 && !answers.isEmpty()) {
            put(LiveBooks.ASKED, random.nextBoolean() ? answers.removeFirst() : answers.removeLast());
        } else if (what < 970) {
            other(new EngineEvent.BlockTimed(nowNanos, "0x" + others.size(), nowNanos));
        } else if (what < 978) {
            reconnect(line);
        } else if (what < 982 && connected[line]) {
            put(line, new BookUpdate.Doubted(market.tokenIds(), "a frame could not be read"));
        } else if (what < 985 && connected[line]) {
            put(line, new BookUpdate.Heard());
        } else if (what < 988) {
            cut(line);
        } else if (what < 990 && connected[line]) {
            put(line, new BookUpdate.TickChanged(market.tokenIds().getFirst(), new Tick(10), millis));
        }
    }

    private void push(BookUpdate update) {
        for (int line = 1; line < connected.length; line++) {
            if (connected[line]) {
                put(line, update);
            }
        }
    }

    private void put(int line, BookUpdate update) {
        EngineEvent.MarketData data = new EngineEvent.MarketData(nowNanos, line, update);
        direct.take(data);
        if (update instanceof BookUpdate.Print) {
            expectBooks();
        }
        inbox.put(data);
    }

    private void other(EngineEvent event) {
        others.add(event);
        expectBooks();
        inbox.put(event);
    }

    private void takeAll() throws InterruptedException {
        while (inbox.depth() > 0) {
            take();
        }
    }

    private void take() throws InterruptedException {
        @Nullable EngineEvent event = inbox.poll(Duration.ZERO);
        if (event instanceof EngineEvent.MarketData data) {
            behind.take(data);
            if (data.update() instanceof BookUpdate.Print print) {
                VenueMarket market = markets.stream()
                        .filter(any -> any.tokenIds().contains(print.tokenId()))
                        .findFirst()
                        .orElseThrow();
                meet(market.tokenIds());
            }
        } else if (event != null) {
            othersTaken.add(event);
            meet(tokens());
        }
    }

    private void meet(List<TokenId> tokens) {
        Map<TokenId, String> must = expected.get(met++);
        for (TokenId token : tokens) {
            String mine = behind.book(token);
            if (mine != null) {
                assertThat(mine).as("seed %d, token %s", seed, token).isEqualTo(must.get(token));
                compared++;
            }
        }
    }

    private void cut(int line) {
        if (connected[line]) {
            connected[line] = false;
            put(line, new BookUpdate.Interrupted(tokens(), "cut"));
        }
    }

    private void reconnect(int line) {
        cut(line);
        connected[line] = true;
        put(line, new BookUpdate.Carried(tokens()));
        markets.forEach(market -> market.snapshots(millis).forEach(snapshot -> put(line, snapshot)));
    }

    private void ask() {
        if (answers.size() < 4 * MARKETS) {
            markets.forEach(
                    market -> market.snapshots(millis).forEach(snapshot -> answers.add(snapshot.asked(nowNanos))));
        }
    }

    private List<TokenId> tokens() {
        return markets.stream().flatMap(market -> market.tokenIds().stream()).toList();
    }

    /** Whatever comes now must meet the venue's books; those that see everything do. */
    private void expectBooks() {
        Map<TokenId, String> books = new HashMap<>();
        for (TokenId token : tokens()) {
            books.put(token, venueAt(token, nowNanos));
            String mine = direct.book(token);
            if (mine != null) {
                assertThat(mine).as("seed %d, token %s", seed, token).isEqualTo(books.get(token));
            }
        }
        expected.add(books);
    }

    private void remember(VenueMarket market) {
        market.tokenIds()
                .forEach(token ->
                        past.computeIfAbsent(token, _ -> new TreeMap<>()).put(nowNanos, market.book(token)));
    }

    private String venueAt(TokenId token, long momentNanos) {
        NavigableMap<Long, String> books = past.get(token);
        if (books == null) {
            throw new AssertionError("no token of the session: " + token);
        }
        return books.floorEntry(momentNanos).getValue();
    }
}
