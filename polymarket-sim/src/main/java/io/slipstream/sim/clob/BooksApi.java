package io.slipstream.sim.clob;

import io.slipstream.sim.clob.BookFault.DelayAnswers;
import io.slipstream.sim.clob.BookFault.PartialBooks;
import io.slipstream.sim.clob.BookFault.StaleBooks;
import io.slipstream.sim.clob.Tokens.Token;
import io.slipstream.sim.exchange.BookDepth;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.lapse.ActiveFaults;
import io.slipstream.sim.lapse.FaultTarget;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Json;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The REST answers with books (section 3.1), and the ways in which they err. */
public final class BooksApi implements FaultTarget<BookFault> {

    /** Most books in one request. */
    public static final int MOST_BOOKS = 500;

    /** An answer that is made, and what may keep it from being delivered. */
    private record Made(HttpAnswer answer, @Nullable DelayAnswers delay, int millis) {}

    private final Venue venue;
    private final VenueGuard guard;
    private final Tokens tokens;
    private final BookHistory history;
    private final LongSupplier clockMillis;
    private final ActiveFaults<BookFault> faults = new ActiveFaults<>();

    /**
     * Answers from a venue.
     *
     * @param history where books of the past are found
     * @param clockMillis the wall clock, which goes on while the market is paused
     */
    public BooksApi(Venue venue, VenueGuard guard, Tokens tokens, BookHistory history, LongSupplier clockMillis) {
        this.venue = venue;
        this.guard = guard;
        this.tokens = tokens;
        this.history = history;
        this.clockMillis = clockMillis;
    }

    /** Adds {@code GET /clob/book} and {@code POST /clob/books}. */
    public void addTo(Routes routes) {
        routes.get("/clob/book", this::book).post("/clob/books", this::books);
    }

    @Override
    public BookFault switchOn(Supplier<BookFault> made) {
        return guard.read(() -> {
            DelayAnswers before = faults.get(DelayAnswers.class);
            BookFault fault = made.get();
            faults.add(fault);
            if (before != null) {
                before.over().countDown();
            }
            return fault;
        });
    }

    @Override
    public void switchOff(BookFault fault) {
        guard.run(() -> {
            faults.remove(fault);
            if (fault instanceof DelayAnswers delay) {
                delay.over().countDown();
            }
        });
    }

    @Override
    public boolean isOn(BookFault fault) {
        return guard.read(() -> faults.has(fault));
    }

    private HttpAnswer book(HttpRequest request) {
        String id = request.required("token_id");
        return delivered(guard.read(() -> made(tokens.token(id)
                .filter(BooksApi::hasBook)
                .map(token -> text(token, millisOld()))
                .orElseThrow(() -> new BadRequestException(404, ClobApi.NO_BOOK)))));
    }

    private HttpAnswer books(HttpRequest request) {
        JsonNode wanted;
        try {
            wanted = Json.read(request.body());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(400, "Invalid payload");
        }
        if (!wanted.isArray() || wanted.size() > MOST_BOOKS) {
            throw new BadRequestException(400, "Invalid payload: an array of at most " + MOST_BOOKS + " is wanted");
        }
        return delivered(guard.read(() -> made(books(wanted))));
    }

    private String books(JsonNode wanted) {
        StringJoiner books = new StringJoiner(",", "[", "]");
        int millisOld = millisOld();
        PartialBooks losses = faults.get(PartialBooks.class);
        for (JsonNode element : wanted) {
            JsonNode id = element.get("token_id");
            if (id == null || !id.isString()) {
                throw new BadRequestException(400, "Invalid payload: token_id is missing");
            }
            tokens.token(id.stringValue())
                    .filter(BooksApi::hasBook)
                    .filter(token -> losses == null || !losses.share().hit())
                    .ifPresent(token -> books.add(text(token, millisOld)));
        }
        return books.toString();
    }

    private static boolean hasBook(Token token) {
        return token.market().status() != MarketStatus.RESOLVED;
    }

    private String text(Token token, int millisOld) {
        if (millisOld == 0) {
            return BookText.rest(BookDepth.now(token.market(), token.outcome()), venue.wallMillis());
        }
        BookHistory.Moment moment = history.at(token.market(), token.outcome(), clockMillis.getAsLong() - millisOld);
        return BookText.rest(moment.depth(), moment.wallMillis());
    }

    /** How old the books of the next answer are; 0 for those of now. */
    private int millisOld() {
        StaleBooks stale = faults.get(StaleBooks.class);
        return stale != null && stale.share().hit() ? stale.millisOld() : 0;
    }

    private Made made(String text) {
        DelayAnswers delay = faults.get(DelayAnswers.class);
        if (delay == null || !delay.share().hit()) {
            return new Made(HttpAnswer.ok(text), null, 0);
        }
        return new Made(HttpAnswer.ok(text), delay, delay.draw().whole(delay.leastMillis(), delay.mostMillis()));
    }

    private static HttpAnswer delivered(Made made) {
        DelayAnswers delay = made.delay();
        if (delay != null) {
            try {
                var _ = delay.over().await(made.millis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return made.answer();
    }
}
