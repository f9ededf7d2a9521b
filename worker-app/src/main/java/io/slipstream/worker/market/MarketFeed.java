package io.slipstream.worker.market;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.settings.Choices.BookstoreMode;
import io.slipstream.worker.settings.MarketDataSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the engine's books: spreads the wanted tokens over market sockets, seeds and resyncs them from {@code POST /books}
 * as the mode says, and hands on what the venue says of markets. A book whose socket is down is never seeded, since nothing
 * would keep it true.
 */
public final class MarketFeed implements MarketSocket.Listener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MarketFeed.class);
    private static final int BOOKS_PER_REQUEST = 100;
    private static final Duration RESYNC_TICK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(35);
    private static final Duration BOOKS_PATIENCE = Duration.ofMinutes(2);
    private static final int LOGGED_CHARACTERS = 500;

    private final MarketDataSettings settings;
    private final OkHttpClient client;
    private final FeedScheduler scheduler;
    private final JsonMapper json;
    private final Feeds feeds;
    private final EngineInbox inbox;
    private final EpochNanos clock;
    private final MeterRegistry meters;
    private final Consumer<MarketNews> news;
    private final MarketFrameParser parser;
    private final HttpExchange http;
    private final ResyncQueue resync = new ResyncQueue();
    private final Map<TokenId, MarketSocket> socketOf = new HashMap<>();
    private final List<MarketSocket> sockets = new ArrayList<>();
    private boolean closed;

    /** Makes the feed; {@link #start} and {@link #want} set it going. */
    public MarketFeed(
            MarketDataSettings settings,
            OkHttpClient client,
            FeedScheduler scheduler,
            JsonMapper json,
            HttpExchange http,
            Feeds feeds,
            EngineInbox inbox,
            EpochNanos clock,
            MeterRegistry meters,
            Consumer<MarketNews> news) {
        this.settings = settings;
        this.client = client;
        this.scheduler = scheduler;
        this.json = json;
        this.feeds = feeds;
        this.inbox = inbox;
        this.clock = clock;
        this.meters = meters;
        this.news = news;
        this.parser = new MarketFrameParser(json);
        this.http = http;
    }

    /** Begins to fetch books. */
    public void start() {
        if (settings.mode() != BookstoreMode.WS) {
            BooksClient books = new BooksClient(
                    settings.clobUrl(), http, json, parser, feeds.register("clob books", BOOKS_PATIENCE));
            Duration tick = settings.mode() == BookstoreMode.REST ? settings.restInterval() : RESYNC_TICK;
            scheduler.every(tick, () -> fetchBooks(books));
        }
    }

    /** Keeps the books of these tokens from now on. Answers at once. */
    public void want(Collection<TokenId> tokens) {
        scheduler.now(() -> assign(tokens));
    }

    /** These books cannot be trusted. Answers at once. */
    public void resync(List<TokenId> tokens) {
        if (settings.mode() == BookstoreMode.WS) {
            scheduler.now(() -> resubscribe(tokens));
        } else {
            resync.ask(tokens);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        sockets.forEach(MarketSocket::close);
    }

    @Override
    public void onConnected(List<TokenId> tokens) {
        resync.ask(tokens);
    }

    @Override
    public void onFrame(String frame, Feed feed) {
        for (MarketEvent event : parser.parse(frame)) {
            if (event instanceof MarketEvent.Rejected rejected) {
                feed.failed("sent a malformed frame: " + rejected.reason());
                log.warn(
                        "rejected a market frame: {}: {}",
                        rejected.reason(),
                        frame.substring(0, Math.min(frame.length(), LOGGED_CHARACTERS)));
            }
            handle(event);
        }
    }

    @Override
    public void onLost(List<TokenId> tokens, String why) {
        inbox.put(new EngineEvent.MarketData(clock.now(), new BookUpdate.Interrupted(tokens, why)));
    }

    private synchronized void assign(Collection<TokenId> tokens) {
        if (closed) {
            return;
        }
        for (TokenId token : tokens) {
            if (socketOf.containsKey(token)) {
                continue;
            }
            resync.include(token);
            if (settings.mode() == BookstoreMode.REST) {
                resync.ask(List.of(token));
                continue;
            }
            MarketSocket socket = socketWithRoom();
            socketOf.put(token, socket);
            boolean connected = socket.isOpen();
            socket.add(List.of(token));
            if (connected) {
                resync.ask(List.of(token));
            }
        }
        sockets.stream().filter(socket -> socket.size() > 0).forEach(MarketSocket::connectOnce);
    }

    private MarketSocket socketWithRoom() {
        for (MarketSocket socket : sockets) {
            if (socket.size() < settings.tokensPerSocket()) {
                return socket;
            }
        }
        Feed feed = feeds.register("market socket " + (sockets.size() + 1), PATIENCE);
        MarketSocket socket = new MarketSocket(settings.socketUrl(), client, scheduler, json, feed, this);
        sockets.add(socket);
        return socket;
    }

    /** An unsubscribe and a subscribe bring a fresh snapshot (protocol reference 2). */
    private synchronized void resubscribe(List<TokenId> tokens) {
        for (TokenId token : tokens) {
            MarketSocket socket = socketOf.get(token);
            if (socket != null && socket.isOpen()) {
                socket.remove(List.of(token));
                socket.add(List.of(token));
            }
        }
    }

    private void fetchBooks(BooksClient books) {
        int periodic = settings.mode() == BookstoreMode.REST
                ? resync.size()
                : Math.ceilDiv(resync.size() * (int) RESYNC_TICK.toMillis(), (int)
                        settings.resyncPeriod().toMillis());
        int left = settings.mode() == BookstoreMode.REST ? resync.size() : BOOKS_PER_REQUEST;
        while (left > 0) {
            List<TokenId> tokens = resync.take(BOOKS_PER_REQUEST, periodic);
            if (tokens.isEmpty()) {
                return;
            }
            left -= tokens.size();
            periodic -= tokens.size();
            List<TokenId> kept = tokens.stream().filter(this::isKept).toList();
            try {
                if (!kept.isEmpty()) {
                    books.books(kept).forEach(this::handle);
                }
            } catch (IOException e) {
                log.warn("books of {} tokens could not be fetched: {}; asked for again", kept.size(), e.getMessage());
                resync.ask(kept);
                return;
            }
        }
    }

    private synchronized boolean isKept(TokenId token) {
        if (settings.mode() == BookstoreMode.REST) {
            return true;
        }
        MarketSocket socket = socketOf.get(token);
        return socket != null && socket.isOpen();
    }

    private void handle(MarketEvent event) {
        switch (event) {
            case MarketEvent.Book book -> {
                count(book.update().getClass().getSimpleName());
                inbox.put(new EngineEvent.MarketData(clock.now(), book.update()));
                if (book.update() instanceof BookUpdate.TickChanged changed) {
                    resync(List.of(changed.tokenId()));
                }
            }
            case MarketEvent.Resolved resolved -> {
                count("Resolved");
                Map<TokenId, Long> payouts = new HashMap<>();
                resolved.tokenIds()
                        .forEach(token -> payouts.put(token, token.equals(resolved.winner()) ? Micros.ONE : 0L));
                inbox.put(new EngineEvent.MarketResolved(clock.now(), resolved.conditionId(), payouts));
                news.accept(new MarketNews.Resolved(resolved.conditionId()));
                scheduler.now(() -> drop(resolved.tokenIds()));
            }
            case MarketEvent.Listed listed -> {
                count("Listed");
                news.accept(new MarketNews.Listed(listed.conditionId()));
            }
            case MarketEvent.Ignored ignored -> count("ignored " + ignored.type());
            case MarketEvent.Rejected _ -> count("rejected");
        }
    }

    private synchronized void drop(List<TokenId> tokens) {
        for (TokenId token : tokens) {
            resync.exclude(token);
            MarketSocket socket = socketOf.remove(token);
            if (socket != null) {
                socket.remove(List.of(token));
            }
        }
    }

    private void count(String type) {
        meters.counter("slipstream.market.messages", "type", type).increment();
    }
}
