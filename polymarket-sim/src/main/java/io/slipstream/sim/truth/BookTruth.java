package io.slipstream.sim.truth;

import io.slipstream.sim.clob.Tokens;
import io.slipstream.sim.clob.Tokens.Token;
import io.slipstream.sim.exchange.BookDepth;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.OrderBook.Level;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The books as the matching engine has them: all of one answer at one moment between two steps. Only the levels are
 * copied while nothing moves, the text is written afterwards.
 */
public final class BookTruth {

    /** One book, and what its market was doing then. */
    private record Row(BookDepth depth, MarketStatus status) {}

    private record Cut(long step, long simMillis, long wallMillis, List<Row> rows) {}

    private final Venue venue;
    private final VenueGuard guard;
    private final Tokens tokens;

    /** Answers from a venue. */
    public BookTruth(Venue venue, VenueGuard guard, Tokens tokens) {
        this.venue = venue;
        this.guard = guard;
        this.tokens = tokens;
    }

    /** Adds {@code GET /sim/truth/books}. */
    public void addTo(Routes routes) {
        routes.get("/sim/truth/books", this::books);
    }

    private HttpAnswer books(HttpRequest request) {
        List<String> ids = request.list("tokens");
        Cut cut = guard.read(() -> new Cut(
                venue.currentStep(), venue.nowMillis(), venue.wallMillis(), ids.isEmpty() ? all() : asked(ids)));
        StringBuilder out = new StringBuilder(4_096)
                .append("{\"step\":")
                .append(cut.step())
                .append(",\"simMillis\":")
                .append(cut.simMillis())
                .append(",\"wallMillis\":")
                .append(cut.wallMillis())
                .append(",\"books\":[");
        for (Row row : cut.rows()) {
            spell(out, row);
        }
        return HttpAnswer.ok(out.append("]}").toString());
    }

    private List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (Market market : venue.engine().markets()) {
            if (market.status() != MarketStatus.RESOLVED) {
                for (Outcome outcome : Outcome.values()) {
                    rows.add(new Row(BookDepth.now(market, outcome), market.status()));
                }
            }
        }
        return rows;
    }

    private List<Row> asked(List<String> ids) {
        return ids.stream()
                .map(tokens::token)
                .flatMap(Optional::stream)
                .map(BookTruth::row)
                .toList();
    }

    private static Row row(Token token) {
        return new Row(
                BookDepth.now(token.market(), token.outcome()), token.market().status());
    }

    private static void spell(StringBuilder out, Row row) {
        BookDepth depth = row.depth();
        if (out.charAt(out.length() - 1) != '[') {
            out.append(',');
        }
        out.append("{\"tokenId\":\"")
                .append(depth.tokenText())
                .append("\",\"conditionId\":\"")
                .append(depth.market().terms().conditionId())
                .append("\",\"status\":\"")
                .append(row.status())
                .append("\",\"tickSize\":\"")
                .append(Decimals.price(depth.tick()))
                .append("\",\"lastTradePrice\":\"")
                .append(Decimals.price(depth.lastTradePrice()))
                .append("\",\"bids\":");
        spell(out, depth.bids());
        out.append(",\"asks\":");
        spell(out, depth.asks());
        out.append('}');
    }

    private static void spell(StringBuilder out, List<Level> bestFirst) {
        out.append('[');
        for (Level level : bestFirst.reversed()) {
            if (out.charAt(out.length() - 1) != '[') {
                out.append(',');
            }
            out.append("{\"price\":\"")
                    .append(Decimals.price(level.price()))
                    .append("\",\"size\":\"")
                    .append(Decimals.micros(level.sizeMicros()))
                    .append("\"}");
        }
        out.append(']');
    }
}
