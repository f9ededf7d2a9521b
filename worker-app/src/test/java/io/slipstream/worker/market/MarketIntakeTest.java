package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.TestingEngine;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.TestingFeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** From frames to books, as the worker does it, with frames of every kind. */
class MarketIntakeTest {

    private static final int LINE = 1;
    private static final TokenId YES = TokenId.of("71");
    private static final TokenId NO = TokenId.of("72");
    private static final List<TokenId> TOKENS = List.of(YES, NO);

    private final LiveBooks books = new LiveBooks(0, new QuoteAges(Long.MAX_VALUE, Long.MAX_VALUE), (_, _) -> {});
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Feed feed = TestingFeeds.feed();
    private final List<TokenId> resynced = new ArrayList<>();
    private final List<EngineEvent> others = new ArrayList<>();
    private final MarketFrameParser parser = new MarketFrameParser(new JsonMapper());
    private final MarketIntake intake =
            new MarketIntake(parser, this::learn, new TestingEngine().nanos(), meters, new MarketIntake.Consequences() {
                @Override
                public void resync(List<TokenId> tokens) {
                    resynced.addAll(tokens);
                }

                @Override
                public void ended(List<TokenId> tokens) {}

                @Override
                public void news(MarketNews news) {}
            });

    @Test
    void closesTheBooksOfALineThatSaysWhatCannotBeRead() {
        carry();
        frame(snapshot(YES, 1, 10));
        assertThat(books.book(YES)).isNotNull();
        frame("{\"event_type\":\"price_change\",\"price_changes\":[{\"asset_id\":\"71\"");
        assertThat(books.book(YES)).isNull();
        assertThat(resynced).containsExactlyElementsOf(TOKENS);
        assertThat(counted("rejected")).isEqualTo(1);
    }

    @Test
    void countsWhatItDoesNotKnowUnderOneNameAndGoesOn() {
        carry();
        frame(snapshot(YES, 1, 10));
        frame("{\"event_type\":\"brand_new\",\"asset_id\":\"71\"}");
        frame("{\"event_type\":\"" + "x".repeat(10_000) + "\"}");
        assertThat(books.book(YES)).isNotNull();
        assertThat(counted("unknown")).isEqualTo(2);
    }

    @Test
    void endsTradingWhenAMarketResolves() {
        frame("{\"event_type\":\"market_resolved\",\"market\":\"0x1\",\"assets_ids\":[\"71\",\"72\"],"
                + "\"winning_asset_id\":\"71\",\"timestamp\":\"1\"}");
        assertThat(others)
                .singleElement()
                .isInstanceOfSatisfying(
                        EngineEvent.TradingEnded.class,
                        ended -> assertThat(ended.tokenIds()).isEqualTo(TOKENS));
    }

    /**
     * A million frames, most of them mutated: no exception escapes, a frame is applied whole or not at all, and a book is either
     * what plain maps make of the same frames or closed.
     */
    @Test
    @Timeout(180)
    void neverHoldsABookThatPlainMapsWouldNotHold() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        PlainBook plain = new PlainBook();
        carry();
        int trusted = 0;
        for (int round = 0; round < 1_000_000; round++) {
            String good = random.nextInt(6) == 0
                    ? snapshot(YES, round, 1 + random.nextInt(40))
                    : change(plain, round, random);
            String frame = random.nextInt(3) == 0 ? good : FrameMutations.mutated(good, random);
            parser.parseAny(frame).forEach(plain::take);
            frame(frame);
            OrderBook book = books.book(YES);
            if ((book != null) != plain.trusted || (book != null && !plain.isSame(book))) {
                fail("seed %d, round %d: %s makes %s of a book that should be %s", seed, round, frame, book, plain);
            }
            trusted += book == null ? 0 : 1;
        }
        assertThat(trusted).as("rounds with a book").isGreaterThan(50_000);
    }

    private void carry() {
        books.apply(LINE, new BookUpdate.Carried(TOKENS), 0);
    }

    private void frame(String frame) {
        intake.frame(frame, LINE, feed, () -> TOKENS);
    }

    private void learn(EngineEvent event) {
        if (event instanceof EngineEvent.MarketData data) {
            books.apply(data.line(), data.update(), data.atNanos());
        } else {
            others.add(event);
        }
    }

    private double counted(String type) {
        return meters.counter("slipstream.market.messages", "type", type).count();
    }

    private static String snapshot(TokenId token, long millis, int size) {
        return """
                {"event_type":"book","asset_id":"%s","market":"0xbd","bids":[{"price":".48","size":"%d"},{"price":"0.41",\
                "size":"7.25"}],"asks":[{"price":"0.53","size":"3"},{"price":".52","size":"25"}],"timestamp":"%d"}""".formatted(token, size, millis);
    }

    /** A frame that states the top which the plain book has after it. */
    private static String change(PlainBook plain, long millis, Random random) {
        boolean bid = random.nextBoolean();
        String price = (bid ? "0.4" : "0.5") + (bid ? random.nextInt(9) : 1 + random.nextInt(9));
        int size = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(50);
        PlainBook after = plain.copy();
        after.set(bid ? Side.BUY : Side.SELL, (int) Math.round(Double.parseDouble(price) * 10_000), size * 1_000_000L);
        return """
                {"event_type":"price_change","market":"0x5f","price_changes":[{"asset_id":"71","price":"%s","size":"%d",\
                "side":"%s","hash":"56","best_bid":"%s","best_ask":"%s"}],"timestamp":"%d"}""".formatted(price, size, bid ? "BUY" : "SELL", after.text(Side.BUY), after.text(Side.SELL), millis);
    }

    /** Two sorted maps and the rules, plainly. */
    private static final class PlainBook {

        private final TreeMap<Integer, Long> bids = new TreeMap<>();
        private final TreeMap<Integer, Long> asks = new TreeMap<>();
        private boolean trusted;
        private long snapshotMillis;
        private long newest;
        private int refusals;

        void take(MarketEvent event) {
            switch (event) {
                case MarketEvent.Rejected _ -> trusted = false;
                case MarketEvent.Book book -> {
                    switch (book.update()) {
                        case BookUpdate.Snapshot snapshot -> replace(snapshot);
                        case BookUpdate.Changes frame -> apply(frame);
                        default -> {}
                    }
                }
                default -> {}
            }
        }

        private void replace(BookUpdate.Snapshot snapshot) {
            PlainBook wanted = new PlainBook();
            snapshot.bids().forEach(level -> wanted.set(Side.BUY, level.price(), level.sizeMicros()));
            snapshot.asks().forEach(level -> wanted.set(Side.SELL, level.price(), level.sizeMicros()));
            if (!snapshot.tokenId().equals(YES) || wanted.best(Side.BUY) >= wanted.best(Side.SELL)) {
                return;
            }
            if (snapshot.exchangeMillis() < newest) {
                refusals += !trusted && snapshot.exchangeMillis() < newest - 60_000 ? 1 : 0;
                if (refusals <= 5) {
                    return;
                }
            }
            refusals = 0;
            bids.clear();
            asks.clear();
            bids.putAll(wanted.bids);
            asks.putAll(wanted.asks);
            newest = snapshot.exchangeMillis();
            snapshotMillis = newest;
            trusted = true;
        }

        private void apply(BookUpdate.Changes frame) {
            List<BookUpdate.Change> mine = frame.changes().stream()
                    .filter(change -> change.tokenId().equals(YES))
                    .toList();
            if (mine.isEmpty()) {
                return;
            }
            boolean runsBack = frame.exchangeMillis() < newest - 60_000;
            trusted &= !runsBack || frame.exchangeMillis() >= snapshotMillis;
            if (trusted && frame.exchangeMillis() < snapshotMillis) {
                return;
            }
            newest = runsBack ? frame.exchangeMillis() : Math.max(newest, frame.exchangeMillis());
            if (!trusted) {
                return;
            }
            mine.forEach(change -> set(change.side(), change.price(), change.sizeMicros()));
            if (frame.exchangeMillis() > snapshotMillis) {
                trusted = mine.stream().allMatch(this::agrees);
            }
        }

        private boolean agrees(BookUpdate.Change change) {
            if (change.bestBid() < 0 || change.bestAsk() < 0) {
                return best(Side.BUY) < best(Side.SELL);
            }
            return change.bestBid() == best(Side.BUY) && change.bestAsk() == best(Side.SELL);
        }

        void set(Side side, int price, long size) {
            if (size == 0) {
                levels(side).remove(price);
            } else {
                levels(side).put(price, size);
            }
        }

        int best(Side side) {
            if (levels(side).isEmpty()) {
                return side == Side.BUY ? OrderBook.NO_BID : OrderBook.NO_ASK;
            }
            return side == Side.BUY ? bids.lastKey() : asks.firstKey();
        }

        String text(Side side) {
            return "%.4f".formatted(best(side) / 10_000.0);
        }

        PlainBook copy() {
            PlainBook copy = new PlainBook();
            copy.bids.putAll(bids);
            copy.asks.putAll(asks);
            return copy;
        }

        boolean isSame(OrderBook book) {
            return isSame(book, Side.BUY) && isSame(book, Side.SELL);
        }

        private boolean isSame(OrderBook book, Side side) {
            return book.depth(side) == levels(side).size()
                    && levels(side).entrySet().stream()
                            .allMatch(level -> book.sizeAt(side, level.getKey()) == level.getValue());
        }

        private Map<Integer, Long> levels(Side side) {
            return side == Side.BUY ? bids : asks;
        }

        @Override
        public String toString() {
            return (trusted ? "trusted " : "closed ") + bids + "/" + asks;
        }
    }
}
