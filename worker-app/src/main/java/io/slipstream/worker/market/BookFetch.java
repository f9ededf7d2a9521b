package io.slipstream.worker.market;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.settings.Choices.BookstoreMode;
import io.slipstream.worker.settings.MarketDataSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches books: those asked for at once, all others in turn. An answer counts only if the connection that keeps the book
 * true was there before the question and is the same after it.
 */
final class BookFetch {

    private static final Logger log = LoggerFactory.getLogger(BookFetch.class);
    private static final int BOOKS_PER_REQUEST = 100;
    private static final Duration TICK = Duration.ofMillis(250);
    /** In mode rest no connection keeps a book: each answer stands until the next. */
    private static final OptionalInt POLLED = OptionalInt.of(0);

    private final MarketDataSettings settings;
    private final BooksClient client;
    private final ResyncQueue queue;
    private final MarketSockets sockets;
    private final Consumer<MarketEvent> books;

    BookFetch(
            MarketDataSettings settings,
            BooksClient client,
            ResyncQueue queue,
            MarketSockets sockets,
            Consumer<MarketEvent> books) {
        this.settings = settings;
        this.client = client;
        this.queue = queue;
        this.sockets = sockets;
        this.books = books;
    }

    /** How often {@link #run} is due. */
    Duration tick() {
        return polls() ? settings.restInterval() : TICK;
    }

    /** Fetches what is due. */
    void run() {
        int all = queue.size();
        int periodic = polls()
                ? all
                : Math.ceilDiv(all * (int) TICK.toMillis(), (int)
                        settings.resyncPeriod().toMillis());
        int left = polls() ? all : BOOKS_PER_REQUEST;
        while (left > 0) {
            List<TokenId> tokens = queue.take(BOOKS_PER_REQUEST, periodic);
            if (tokens.isEmpty() || !fetch(tokens)) {
                return;
            }
            left -= tokens.size();
            periodic -= tokens.size();
        }
    }

    private boolean fetch(List<TokenId> tokens) {
        Map<TokenId, OptionalInt> before = new HashMap<>();
        tokens.forEach(token -> before.put(token, connectionOf(token)));
        List<TokenId> kept =
                tokens.stream().filter(token -> connectionOf(token).isPresent()).toList();
        if (kept.isEmpty()) {
            return true;
        }
        try {
            for (MarketEvent event : client.books(kept)) {
                boolean sameConnection = event instanceof MarketEvent.Book book
                        && book.update() instanceof BookUpdate.Snapshot snapshot
                        && connectionOf(snapshot.tokenId()).isPresent()
                        && connectionOf(snapshot.tokenId()).equals(before.get(snapshot.tokenId()));
                if (sameConnection || event instanceof MarketEvent.Rejected) {
                    books.accept(event);
                }
            }
            return true;
        } catch (IOException e) {
            log.warn("books of {} tokens could not be fetched: {}; asked for again", kept.size(), e.getMessage());
            queue.ask(kept);
            return false;
        }
    }

    private OptionalInt connectionOf(TokenId token) {
        return polls() ? POLLED : sockets.connectionOf(token);
    }

    private boolean polls() {
        return settings.mode() == BookstoreMode.REST;
    }
}
