package io.slipstream.worker.market;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.core.money.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the frames of the market socket and the books of {@code POST /books}, which have one shape. Total: what cannot be
 * read is a {@link MarketEvent.Rejected}, and a frame is applied whole or not at all. The usual shapes are scanned, all others read
 * as JSON in general.
 */
final class MarketFrameParser {

    private static final int UNSTATED = -1;

    private final JsonMapper json;
    private final MarketFrameScanner scanner = new MarketFrameScanner();

    MarketFrameParser(JsonMapper json) {
        this.json = json;
    }

    /** The messages of a frame, which is an object or an array of objects. */
    List<MarketEvent> parse(String frame) {
        List<MarketEvent> scanned = scanner.scan(frame);
        return scanned == null ? parseAny(frame) : scanned;
    }

    /** The same for any frame, read as JSON in general. */
    List<MarketEvent> parseAny(String frame) {
        JsonNode root;
        try {
            root = json.readTree(frame);
        } catch (JacksonException e) {
            return List.of(new MarketEvent.Rejected("no JSON: " + e.getOriginalMessage()));
        }
        return parse(root);
    }

    /** The messages of a frame that is JSON already. */
    List<MarketEvent> parse(JsonNode root) {
        if (!root.isArray()) {
            return List.of(message(root));
        }
        List<MarketEvent> events = new ArrayList<>();
        root.forEach(node -> events.add(message(node)));
        return events;
    }

    private static MarketEvent message(JsonNode node) {
        String type = node.path("event_type").asString(node.has("bids") && node.has("asks") ? "book" : "");
        try {
            return switch (type) {
                case "book" -> new MarketEvent.Book(book(node));
                case "price_change" -> new MarketEvent.Book(changes(node));
                case "last_trade_price" -> new MarketEvent.Book(print(node));
                case "tick_size_change" ->
                    new MarketEvent.Book(new BookUpdate.TickChanged(
                            token(node), new Tick(Price.parse(text(node, "new_tick_size"))), millis(node)));
                case "market_resolved" -> resolved(node);
                case "new_market" -> new MarketEvent.Listed(text(node, "market"));
                case "best_bid_ask" -> top(node, type);
                default -> new MarketEvent.Ignored(type, false);
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new MarketEvent.Rejected(type + ": " + e.getMessage());
        }
    }

    private static BookUpdate book(JsonNode node) {
        String tick = node.path("tick_size").asString("");
        return new BookUpdate.Snapshot(
                token(node),
                levels(node.path("bids")),
                levels(node.path("asks")),
                tick.isEmpty() ? null : new Tick(Price.parse(tick)),
                millis(node),
                BookUpdate.PUSHED);
    }

    private static List<Level> levels(JsonNode side) {
        if (!side.isArray()) {
            throw new IllegalArgumentException("a side of the book is missing");
        }
        List<Level> levels = new ArrayList<>(side.size());
        for (JsonNode level : side) {
            levels.add(new Level(tradablePrice(text(level, "price")), size(level)));
        }
        return levels;
    }

    private static BookUpdate changes(JsonNode node) {
        JsonNode entries = node.path("price_changes");
        if (!entries.isArray()) {
            throw new IllegalArgumentException("price_changes is missing");
        }
        List<BookUpdate.Change> changes = new ArrayList<>(entries.size());
        for (JsonNode entry : entries) {
            changes.add(new BookUpdate.Change(
                    token(entry),
                    side(entry),
                    tradablePrice(text(entry, "price")),
                    size(entry),
                    stated(entry.path("best_bid"), OrderBook.NO_BID),
                    stated(entry.path("best_ask"), OrderBook.NO_ASK)));
        }
        return new BookUpdate.Changes(changes, millis(node));
    }

    private static BookUpdate print(JsonNode node) {
        // a print may be the average of a sweep: to the nearest price of the book's resolution
        int price = new BigDecimal(text(node, "price"))
                .movePointRight(4)
                .setScale(0, RoundingMode.HALF_EVEN)
                .intValueExact();
        return new BookUpdate.Print(token(node), side(node), price, size(node), millis(node));
    }

    /** A check on the book; one that leaves out a side checks nothing. */
    private static MarketEvent top(JsonNode node, String type) {
        int bid = stated(node.path("best_bid"), OrderBook.NO_BID);
        int ask = stated(node.path("best_ask"), OrderBook.NO_ASK);
        return bid == UNSTATED || ask == UNSTATED
                ? new MarketEvent.Ignored(type, true)
                : new MarketEvent.Book(new BookUpdate.Top(token(node), bid, ask, millis(node)));
    }

    private static MarketEvent resolved(JsonNode node) {
        List<TokenId> tokens = new ArrayList<>();
        for (JsonNode token : node.path("assets_ids")) {
            tokens.add(TokenId.of(token.asString("")));
        }
        TokenId winner = TokenId.of(text(node, "winning_asset_id"));
        if (!tokens.contains(winner)) {
            throw new IllegalArgumentException("the winner is none of the market's tokens");
        }
        return new MarketEvent.Resolved(text(node, "market"), tokens, winner);
    }

    private static TokenId token(JsonNode node) {
        return TokenId.of(text(node, "asset_id"));
    }

    private static Side side(JsonNode node) {
        return Side.valueOf(text(node, "side"));
    }

    private static int tradablePrice(String text) {
        int price = Price.parse(text);
        if (!Price.isTradable(price)) {
            throw new IllegalArgumentException("no level can have the price " + text);
        }
        return price;
    }

    private static long size(JsonNode node) {
        long size = Micros.parse(text(node, "size"));
        if (size < 0) {
            throw new IllegalArgumentException("no level can have the size " + size);
        }
        return size;
    }

    /** A best price as the frame states it; the venue writes an empty side as 0, as 1, or as nothing. */
    private static int stated(JsonNode node, int emptySide) {
        if (node.isMissingNode() || node.isNull()) {
            return UNSTATED;
        }
        String text = node.asString("");
        return text.isEmpty() ? emptySide : Price.parse(text);
    }

    private static long millis(JsonNode node) {
        return Long.parseLong(text(node, "timestamp"));
    }

    private static String text(JsonNode node, String field) {
        @Nullable String value = node.path(field).asString("");
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
