package io.slipstream.worker.market;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.Integrity;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.engine.TestingEngine;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.TestingFeeds;
import io.slipstream.worker.settings.MarketDataSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.OkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/** The worker's market feed with the engine's books behind it, on a thread as the engine's, to be looked into by tests. */
final class KeptBooks implements AutoCloseable {

    private static final long SECOND = 1_000_000_000L;
    private static final long HEALTH_NANOS = 2 * SECOND;

    private final TestingEngine engine = new TestingEngine();
    private final EpochNanos clock = TestingEngine.systemNanos();
    private final LiveBooks books = new LiveBooks(120 * SECOND, new QuoteAges(2 * SECOND, 5 * SECOND), new Wishes());
    private final FeedScheduler scheduler = new FeedScheduler();
    private final OkHttpClient client = new OkHttpClient();
    private final MarketFeed feed;
    private final Thread thread = Thread.ofPlatform().name("books").daemon().unstarted(this::run);
    private final Map<String, Integer> unserved = new TreeMap<>();
    private int questions;
    private int contradicted;
    private volatile boolean running = true;

    /** What was seen of a token's book at an instant. */
    record Seen(Freshness freshness, Map<Integer, Long> bids, Map<Integer, Long> asks) {}

    private final class Wishes implements LiveBooks.Listener {

        @Override
        public void onWanted(TokenId tokenId, long sinceNanos) {}

        @Override
        public void onDeaf(int line) {
            feed.reconnect(line);
        }

        @Override
        public void onUnserved(TokenId tokenId, int line, boolean move) {
            unserved.merge(move ? "moved" : "renewed", 1, Integer::sum);
            feed.unserved(tokenId, line, move);
        }

        @Override
        public void onQuiet(TokenId tokenId) {
            questions++;
            feed.compare(tokenId);
        }
    }

    KeptBooks(MarketDataSettings settings, List<List<TokenId>> markets) {
        markets.forEach(market -> books.pair(market.getFirst(), market.getLast()));
        feed = new MarketFeed(
                settings,
                client,
                scheduler,
                new JsonMapper(),
                TestingFeeds.http(),
                TestingFeeds.feeds(),
                engine.inbox(),
                clock,
                new SimpleMeterRegistry(),
                _ -> {});
        thread.start();
        feed.start();
    }

    MarketFeed feed() {
        return feed;
    }

    /** The books of these tokens at one instant, in the form of the simulator's truth. */
    synchronized Map<TokenId, Seen> look(Iterable<TokenId> tokens) {
        Map<TokenId, Seen> seen = new TreeMap<>();
        for (TokenId token : tokens) {
            Freshness freshness = books.freshness(token, clock.now());
            OrderBook book = books.book(token);
            seen.put(
                    token,
                    book == null
                            ? new Seen(freshness, Map.of(), Map.of())
                            : new Seen(freshness, levels(book, Side.BUY), levels(book, Side.SELL)));
        }
        return seen;
    }

    synchronized Integrity integrity() {
        return books.integrityOfAll();
    }

    @Override
    public void close() {
        running = false;
        feed.close();
        scheduler.close();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private void run() {
        long healthDue = clock.now() + HEALTH_NANOS;
        try {
            while (running) {
                EngineEvent event = engine.next();
                List<TokenId> wrong = check();
                if (!wrong.isEmpty()) {
                    feed.resync(wrong);
                }
                if (event != null) {
                    List<TokenId> lost = take(event);
                    if (!lost.isEmpty()) {
                        feed.resync(lost);
                    }
                }
                if (clock.now() >= healthDue) {
                    healthDue = clock.now() + HEALTH_NANOS;
                    feed.resync(untrusted());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<TokenId> check() {
        List<TokenId> wrong = books.check(clock.now());
        contradicted += wrong.size();
        return wrong;
    }

    /** What was found of tokens that were not served. */
    synchronized String findings() {
        return "%d books contradicted, %d asked about because they were quiet, connections asked: %s"
                .formatted(contradicted, questions, unserved);
    }

    private synchronized List<TokenId> take(EngineEvent event) {
        if (event instanceof EngineEvent.MarketData data) {
            return books.apply(data.line(), data.update(), data.atNanos());
        }
        if (event instanceof EngineEvent.TradingEnded ended) {
            ended.tokenIds().forEach(books::forget);
        }
        return List.of();
    }

    private synchronized List<TokenId> untrusted() {
        return new ArrayList<>(books.integrity().keySet())
                .stream().filter(token -> books.book(token) == null).toList();
    }

    private static Map<Integer, Long> levels(OrderBook book, Side side) {
        Map<Integer, Long> levels = new TreeMap<>();
        for (int price = book.best(side); price >= 0; price = book.worseThan(side, price)) {
            levels.put(price, book.sizeAt(side, price));
        }
        return levels;
    }

    /** Now, as the books' clock has it. */
    Instant now() {
        return clock.instant();
    }
}
