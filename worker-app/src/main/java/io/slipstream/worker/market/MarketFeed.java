package io.slipstream.worker.market;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.settings.Choices.BookstoreMode;
import io.slipstream.worker.settings.MarketDataSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the engine's books: subscribes the wanted tokens, seeds and resyncs their books from {@code POST /books} as the mode
 * says, and hands on what the venue says of markets.
 */
public final class MarketFeed implements MarketSocket.Listener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MarketFeed.class);
    private static final Duration BOOKS_PATIENCE = Duration.ofMinutes(2);
    private static final int LOGGED_CHARACTERS = 500;

    private final MarketDataSettings settings;
    private final FeedScheduler scheduler;
    private final JsonMapper json;
    private final HttpExchange http;
    private final Feeds feeds;
    private final EngineInbox inbox;
    private final EpochNanos clock;
    private final MeterRegistry meters;
    private final Consumer<MarketNews> news;
    private final MarketFrameParser parser;
    private final ResyncQueue resync = new ResyncQueue();
    private final WantedTokens wanted = new WantedTokens();
    private final Set<TokenId> kept = new HashSet<>();
    private final MarketSockets sockets;

    /** Makes the feed; {@link #start}, {@link #pin} and {@link #track} set it going. */
    MarketFeed(
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
        this.scheduler = scheduler;
        this.json = json;
        this.http = http;
        this.feeds = feeds;
        this.inbox = inbox;
        this.clock = clock;
        this.meters = meters;
        this.news = news;
        this.parser = new MarketFrameParser(json);
        this.sockets = new MarketSockets(settings, client, scheduler, json, feeds, this);
    }

    /** Begins to fetch books. */
    public void start() {
        if (settings.mode() != BookstoreMode.WS) {
            BooksClient client = new BooksClient(
                    settings.clobUrl(), http, json, parser, feeds.register("clob books", BOOKS_PATIENCE));
            BookFetch fetch = new BookFetch(settings, client, resync, sockets, this::handle);
            scheduler.every(fetch.tick(), fetch::run);
        }
    }

    /** Keeps the books of these tokens until their markets end. Answers at once. */
    public void pin(Collection<TokenId> tokens) {
        change(() -> wanted.pin(tokens));
    }

    /** Keeps the books of these tokens beside the pinned ones, and of no others. Answers at once. */
    public void track(Collection<TokenId> tokens) {
        change(() -> wanted.track(tokens));
    }

    /** These tokens do not trade any more. Answers at once. */
    public void end(Collection<TokenId> tokens) {
        change(() -> wanted.end(tokens));
    }

    /** These books cannot be trusted. Answers at once. */
    public void resync(List<TokenId> tokens) {
        if (settings.mode() == BookstoreMode.WS) {
            scheduler.now(() -> sockets.resubscribe(tokens));
        } else {
            resync.ask(tokens);
        }
    }

    @Override
    public void close() {
        sockets.close();
    }

    @Override
    public void onConnected(List<TokenId> tokens) {
        resync.ask(tokens);
    }

    @Override
    public void onFrame(String frame, Feed feed, List<TokenId> tokens) {
        for (MarketEvent event : parser.parse(frame)) {
            if (event instanceof MarketEvent.Rejected rejected) {
                feed.failed("sent a malformed frame: " + rejected.reason());
                log.warn(
                        "rejected a market frame: {}: {}",
                        rejected.reason(),
                        frame.substring(0, Math.min(frame.length(), LOGGED_CHARACTERS)));
                // which of its books lacks something now cannot be told
                onLost(tokens, "a frame could not be read");
                resync(tokens);
            }
            handle(event);
        }
    }

    @Override
    public void onLost(List<TokenId> tokens, String why) {
        inbox.put(new EngineEvent.MarketData(clock.now(), new BookUpdate.Interrupted(tokens, why)));
    }

    private void change(Runnable change) {
        scheduler.now(() -> apply(change));
    }

    private synchronized void apply(Runnable change) {
        change.run();
        Set<TokenId> all = wanted.all();
        List<TokenId> gone = kept.stream().filter(token -> !all.contains(token)).toList();
        List<TokenId> fresh = all.stream().filter(kept::add).toList();
        if (!gone.isEmpty()) {
            gone.forEach(kept::remove);
            resync.exclude(gone);
            sockets.remove(gone);
            onLost(gone, "not kept any more");
        }
        resync.include(fresh);
        resync.ask(settings.mode() == BookstoreMode.REST ? fresh : sockets.add(fresh));
    }

    private void handle(MarketEvent event) {
        switch (event) {
            case MarketEvent.Book book -> {
                count(book.update().getClass().getSimpleName());
                inbox.put(new EngineEvent.MarketData(clock.now(), book.update()));
            }
            case MarketEvent.Resolved resolved -> {
                // the message names a winner but no payouts: what a share pays is asked of the registry
                count("Resolved");
                inbox.put(new EngineEvent.TradingEnded(clock.now(), resolved.tokenIds()));
                end(resolved.tokenIds());
                news.accept(new MarketNews.Resolved(resolved.conditionId()));
            }
            case MarketEvent.Listed listed -> {
                count("Listed");
                news.accept(new MarketNews.Listed(listed.conditionId()));
            }
            case MarketEvent.Ignored ignored -> count("ignored " + ignored.type());
            case MarketEvent.Rejected _ -> count("rejected");
        }
    }

    private void count(String type) {
        meters.counter("slipstream.market.messages", "type", type).increment();
    }
}
