package io.slipstream.worker.market;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.HttpStatusException;
import io.slipstream.worker.feed.RateBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches books: those asked for at once, all others in turn once in a period. Each answer says when it was asked for, so that
 * the book knows what it leads on to.
 */
final class BookFetch {

    /** How often {@link #run} is due. */
    static final Duration TICK = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(BookFetch.class);
    private static final int BOOKS_PER_REQUEST = 100;
    /** The venue serves 500 requests for books in ten seconds (protocol reference 3.6). */
    static final double REQUESTS_PER_SECOND = 40;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration USUAL_REST = Duration.ofSeconds(1);

    private final BooksClient client;
    private final ResyncQueue queue;
    private final Duration period;
    private final Predicate<TokenId> wanted;
    private final RateBudget budget;
    private final EpochNanos clock;
    private final Consumer<MarketEvent> books;
    private final AtomicBoolean running = new AtomicBoolean();
    private double due;

    /**
     * Fetches when it is told to.
     *
     * @param period in which every book is fetched once
     * @param wanted whether somebody would take a token's book now
     */
    BookFetch(
            BooksClient client,
            ResyncQueue queue,
            Duration period,
            Predicate<TokenId> wanted,
            RateBudget budget,
            EpochNanos clock,
            Consumer<MarketEvent> books) {
        this.client = client;
        this.queue = queue;
        this.period = period;
        this.wanted = wanted;
        this.budget = budget;
        this.clock = clock;
        this.books = books;
    }

    /** Fetches what was asked for, and of the others what is due since the last time. */
    void run() {
        fetchDue((double) queue.size() * TICK.toNanos() / period.toNanos());
    }

    /** Fetches what was asked for, without waiting for the next turn. */
    void runAsked() {
        fetchDue(0);
    }

    private void fetchDue(double more) {
        if (!running.compareAndSet(false, true)) {
            return; // whoever runs looks at the queue again
        }
        try {
            due = Math.min(queue.size(), due + more);
            while (budget.pause().isZero()) {
                List<TokenId> tokens = queue.take(BOOKS_PER_REQUEST, (int) due);
                due -= Math.min(due, tokens.size());
                if (tokens.isEmpty() || !fetch(tokens)) {
                    return;
                }
            }
        } finally {
            running.set(false);
        }
    }

    private boolean fetch(List<TokenId> tokens) {
        List<TokenId> kept = tokens.stream().filter(wanted).toList();
        if (kept.isEmpty()) {
            return true;
        }
        budget.book();
        long askedNanos = clock.now();
        try {
            Set<TokenId> missing = new LinkedHashSet<>(kept);
            for (MarketEvent event : client.books(kept)) {
                if (event instanceof MarketEvent.Book book && book.update() instanceof BookUpdate.Snapshot snapshot) {
                    missing.remove(snapshot.tokenId());
                    books.accept(new MarketEvent.Book(snapshot.asked(askedNanos)));
                } else if (event instanceof MarketEvent.Rejected) {
                    books.accept(event);
                }
            }
            budget.answered();
            queue.ask(missing);
            return true;
        } catch (IOException e) {
            if (e instanceof HttpStatusException status && status.status() == TOO_MANY_REQUESTS) {
                Duration rest = status.retryAfter();
                budget.tooOften(rest.isZero() ? USUAL_REST : rest);
            }
            log.warn("books of {} tokens could not be fetched: {}; asked for again", kept.size(), e.getMessage());
            queue.ask(kept);
            return false;
        }
    }
}
