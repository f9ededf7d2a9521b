package io.slipstream.worker.market;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.RateBudget;
import io.slipstream.worker.settings.Choices.BookstoreMode;
import io.slipstream.worker.settings.MarketDataSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the engine's books: subscribes the wanted tokens, seeds and resyncs their books from {@code POST /books} as the mode
 * says, and hands on what the venue says of markets.
 */
public final class MarketFeed implements MarketSocket.Listener, MarketIntake.Consequences, AutoCloseable {

    private static final Duration BOOKS_PATIENCE = Duration.ofMinutes(2);
    private static final Duration PRUNING = Duration.ofMinutes(1);
    /** Orders often follow each other: the second connection keeps a token for a while. */
    private static final Duration HEDGE_LINGERS = Duration.ofMinutes(1);
    /** Longer than a question can overtake a subscription. */
    private static final Duration SETTLED = Duration.ofMillis(400);

    private static final Logger log = LoggerFactory.getLogger(MarketFeed.class);
    /** As the venue closes on who reads too slowly ("slow consumer: send buffer full"). */
    private static final String SLOW_READER_CODE = "1013";

    private final MarketDataSettings settings;
    private final FeedScheduler scheduler;
    private final EpochNanos clock;
    private final MeterRegistry meters;
    private final Consumer<MarketNews> news;
    private final MarketIntake intake;
    private final ResyncQueue resync = new ResyncQueue(System::nanoTime, RandomGenerator.getDefault());
    private final WantedTokens wanted;
    private final Set<TokenId> kept = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean changing = new AtomicBoolean();
    private final MarketSockets sockets;
    private final BookFetch fetch;

    /** Makes the feed; {@link #start} and what is wanted set it going. */
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
        this.clock = clock;
        this.meters = meters;
        this.news = news;
        MarketFrameParser parser = new MarketFrameParser(json);
        this.intake = new MarketIntake(parser, inbox::put, clock, meters, this);
        this.wanted = new WantedTokens(settings.leaderHistory(), settings.leaderTokens());
        this.sockets = new MarketSockets(settings, client, scheduler, json, feeds, this);
        boolean polls = settings.mode() == BookstoreMode.REST;
        this.fetch = new BookFetch(
                new BooksClient(settings.clobUrl(), http, json, parser, feeds.register("clob books", BOOKS_PATIENCE)),
                resync,
                polls ? settings.restInterval() : settings.resyncPeriod(),
                token -> polls || sockets.carries(token),
                new RateBudget(BookFetch.REQUESTS_PER_SECOND, System::nanoTime),
                clock,
                event -> intake.event(LiveBooks.ASKED, event));
    }

    /** Begins to fetch books. */
    public void start() {
        if (settings.mode() != BookstoreMode.WS) {
            scheduler.every(BookFetch.TICK, fetch::run);
        }
        scheduler.every(PRUNING, this::keepWanted);
    }

    /** Whether the book of a token is kept. */
    public boolean keeps(TokenId token) {
        return kept.contains(token);
    }

    /** Keeps the book of a token for a while: a leader traded it then. Answers at once. */
    public void traded(TokenId token, Instant at) {
        wanted.traded(token, at);
        keepWantedSoon();
    }

    /** Keeps the book of a token that we hold, or not any more. Answers at once. */
    public void held(TokenId token, boolean now) {
        wanted.held(token, now);
        keepWantedSoon();
    }

    /** Keeps the book of a token with open orders, on two connections; or not any more. Answers at once. */
    public void ordered(TokenId token, boolean now) {
        wanted.ordered(token, now);
        if (now) {
            keepWantedSoon();
        } else {
            scheduler.after(HEDGE_LINGERS, () -> unhedge(token));
        }
    }

    /** Keeps the books of these tokens beside the others, and of no others. Answers at once. */
    public void track(Collection<TokenId> tokens) {
        wanted.track(tokens);
        keepWantedSoon();
    }

    /** These tokens do not trade any more. Answers at once. */
    public void end(Collection<TokenId> tokens) {
        wanted.end(tokens);
        keepWantedSoon();
    }

    @Override
    public void ended(List<TokenId> tokens) {
        end(tokens);
    }

    @Override
    public void news(MarketNews item) {
        news.accept(item);
    }

    /** These books are needed anew. Answers at once. */
    @Override
    public void resync(List<TokenId> tokens) {
        if (settings.mode() == BookstoreMode.WS) {
            scheduler.now(() -> sockets.renew(tokens));
        } else {
            resync.ask(tokens);
            scheduler.now(fetch::runAsked);
        }
    }

    /** This book is still trusted and worth a comparison. Answers at once. */
    public void compare(TokenId token) {
        resync.question(token);
    }

    /**
     * A connection is open and does not tell of a token that it should carry: it is subscribed anew, or moved to another one. Answers at
     * once.
     */
    public void unserved(TokenId token, int line, boolean move) {
        String action = move ? "moved" : "renewed";
        meters.counter("slipstream.market.unserved", "action", action).increment();
        log.warn(
                "market connection {} tells nothing of token {}: {}",
                line,
                token,
                move ? "another connection carries it now" : "it is subscribed anew");
        scheduler.now(() -> {
            if (move) {
                sockets.move(token, line);
            } else {
                sockets.renew(token, line);
            }
        });
    }

    /** A connection is open and misses what happens: it is made anew. Answers at once. */
    public void reconnect(int line) {
        scheduler.now(() -> sockets.reconnect(line));
    }

    @Override
    public void close() {
        sockets.close();
    }

    @Override
    public void onCarried(int line, List<TokenId> tokens) {
        intake.update(line, new BookUpdate.Carried(tokens));
        if (settings.mode() != BookstoreMode.WS) {
            // the connection brings their books; where it does not, this does
            scheduler.after(SETTLED, () -> resync.ask(tokens));
        }
    }

    @Override
    public void onHeard(int line) {
        intake.update(line, new BookUpdate.Heard());
    }

    @Override
    public void onFrame(String frame, MarketSocket socket) {
        intake.frame(frame, socket.line(), socket.feed(), socket::tokens);
    }

    @Override
    public void onDropped(int line, List<TokenId> tokens) {
        intake.update(line, new BookUpdate.Dropped(tokens));
    }

    @Override
    public void onLost(int line, List<TokenId> tokens, String why) {
        String name = why.contains(SLOW_READER_CODE) ? "slow reader" : "other";
        meters.counter("slipstream.market.connections.lost", "reason", name).increment();
        if (name.equals("slow reader")) {
            log.warn(
                    "market connection {} was closed because it was read too slowly: the books of {} tokens are asked for anew",
                    line,
                    tokens.size());
        }
        intake.update(line, new BookUpdate.Interrupted(tokens, why));
    }

    /** Many changes at once are one. */
    private void keepWantedSoon() {
        if (changing.compareAndSet(false, true)) {
            scheduler.now(() -> {
                changing.set(false);
                keepWanted();
            });
        }
    }

    private synchronized void keepWanted() {
        Set<TokenId> all = wanted.all(clock.instant());
        List<TokenId> gone = kept.stream().filter(token -> !all.contains(token)).toList();
        List<TokenId> fresh = all.stream().filter(kept::add).toList();
        if (!gone.isEmpty()) {
            gone.forEach(kept::remove);
            resync.exclude(gone);
            sockets.remove(gone);
            intake.update(LiveBooks.ASKED, new BookUpdate.Released(gone));
        }
        resync.include(fresh);
        if (settings.mode() != BookstoreMode.REST) {
            sockets.add(fresh);
            sockets.hedge(wanted.withOrders());
        } else if (!fresh.isEmpty()) {
            intake.update(LiveBooks.ASKED, new BookUpdate.Carried(fresh));
            resync(fresh);
        }
    }

    private synchronized void unhedge(TokenId token) {
        if (!wanted.withOrders().contains(token)) {
            sockets.unhedge(List.of(token));
            keepWantedSoon();
        }
    }
}
