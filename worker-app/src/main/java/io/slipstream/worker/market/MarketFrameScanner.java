package io.slipstream.worker.market;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two shapes of which nearly all frames are, {@code price_change} and {@code book}, straight from the text. What is
 * read here is read as {@link MarketFrameParser} reads it; everything else, malformed frames among it, is left to that.
 */
final class MarketFrameScanner {

    private static final int UNSTATED = -1;

    private static final JsonWord PRICE_CHANGES = JsonWord.of("price_changes");
    private static final JsonWord BIDS = JsonWord.of("bids");
    private static final JsonWord ASKS = JsonWord.of("asks");
    private static final JsonWord ASSET_ID = JsonWord.of("asset_id");
    private static final JsonWord TIMESTAMP = JsonWord.of("timestamp");
    private static final JsonWord EVENT_TYPE = JsonWord.of("event_type");
    private static final JsonWord TICK_SIZE = JsonWord.of("tick_size");
    private static final JsonWord PRICE_CHANGE = JsonWord.of("price_change");
    private static final JsonWord BOOK = JsonWord.of("book");
    private static final JsonWord PRICE = JsonWord.of("price");
    private static final JsonWord SIZE = JsonWord.of("size");
    private static final JsonWord SIDE = JsonWord.of("side");
    private static final JsonWord BEST_BID = JsonWord.of("best_bid");
    private static final JsonWord BEST_ASK = JsonWord.of("best_ask");
    private static final JsonWord BUY = JsonWord.of("BUY");
    private static final JsonWord SELL = JsonWord.of("SELL");

    private final TokenTable tokens = new TokenTable();

    /** The messages of a frame; null if it is to be read by the parser. */
    @Nullable
    List<MarketEvent> scan(String frame) {
        JsonCursor cursor = new JsonCursor(frame);
        try {
            List<MarketEvent> events;
            if (cursor.peek() == '[') {
                events = new ArrayList<>();
                cursor.expect('[');
                if (!cursor.isEmpty(']')) {
                    do {
                        events.add(message(cursor));
                    } while (cursor.more(']'));
                }
            } else {
                events = List.of(message(cursor));
            }
            cursor.expectEnd();
            return events;
        } catch (JsonCursor.Unfamiliar | IllegalArgumentException _) {
            return null;
        }
    }

    private MarketEvent message(JsonCursor cursor) {
        Type type = Type.UNSTATED;
        TokenId tokenId = null;
        Tick tick = null;
        long millis = -1;
        List<Level> bids = null;
        List<Level> asks = null;
        List<BookUpdate.Change> changes = null;
        cursor.expect('{');
        do {
            cursor.key();
            if (cursor.is(PRICE_CHANGES)) {
                changes = changes(cursor);
            } else if (cursor.is(BIDS)) {
                bids = JsonLevels.next(cursor);
            } else if (cursor.is(ASKS)) {
                asks = JsonLevels.next(cursor);
            } else if (cursor.is(ASSET_ID)) {
                tokenId = tokens.next(cursor);
            } else if (cursor.is(TIMESTAMP)) {
                cursor.string();
                millis = cursor.decimal(0);
            } else if (cursor.is(EVENT_TYPE)) {
                cursor.string();
                type = Type.of(cursor);
            } else if (cursor.is(TICK_SIZE)) {
                cursor.string();
                tick = cursor.isBlank() ? null : new Tick(JsonNumbers.price(cursor));
            } else {
                cursor.skip();
            }
        } while (cursor.more('}'));
        if (millis < 0) {
            throw JsonCursor.unfamiliar();
        }
        if (type == Type.PRICE_CHANGE && changes != null) {
            return new MarketEvent.Book(new BookUpdate.Changes(changes, millis));
        }
        if (type != Type.PRICE_CHANGE && tokenId != null && bids != null && asks != null) {
            return new MarketEvent.Book(new BookUpdate.Snapshot(tokenId, bids, asks, tick, millis, BookUpdate.PUSHED));
        }
        throw JsonCursor.unfamiliar();
    }

    private enum Type {
        UNSTATED,
        BOOK,
        PRICE_CHANGE;

        static Type of(JsonCursor cursor) {
            if (cursor.is(MarketFrameScanner.PRICE_CHANGE)) {
                return PRICE_CHANGE;
            }
            if (cursor.is(MarketFrameScanner.BOOK)) {
                return BOOK;
            }
            throw JsonCursor.unfamiliar();
        }
    }

    private List<BookUpdate.Change> changes(JsonCursor cursor) {
        List<BookUpdate.Change> changes = new ArrayList<>(4);
        cursor.expect('[');
        if (!cursor.isEmpty(']')) {
            do {
                changes.add(change(cursor));
            } while (cursor.more(']'));
        }
        return changes;
    }

    private BookUpdate.Change change(JsonCursor cursor) {
        TokenId tokenId = null;
        Side side = null;
        int price = -1;
        long size = -1;
        int bestBid = UNSTATED;
        int bestAsk = UNSTATED;
        cursor.expect('{');
        do {
            cursor.key();
            if (cursor.is(ASSET_ID)) {
                tokenId = tokens.next(cursor);
            } else if (cursor.is(PRICE)) {
                price = JsonNumbers.nextTradablePrice(cursor);
            } else if (cursor.is(SIZE)) {
                size = JsonNumbers.nextSize(cursor);
            } else if (cursor.is(SIDE)) {
                side = side(cursor);
            } else if (cursor.is(BEST_BID)) {
                bestBid = JsonNumbers.nextStated(cursor, OrderBook.NO_BID);
            } else if (cursor.is(BEST_ASK)) {
                bestAsk = JsonNumbers.nextStated(cursor, OrderBook.NO_ASK);
            } else {
                cursor.skip();
            }
        } while (cursor.more('}'));
        if (tokenId == null || side == null || price < 0 || size < 0) {
            throw JsonCursor.unfamiliar();
        }
        return new BookUpdate.Change(tokenId, side, price, size, bestBid, bestAsk);
    }

    private static Side side(JsonCursor cursor) {
        cursor.string();
        if (cursor.is(BUY)) {
            return Side.BUY;
        }
        if (cursor.is(SELL)) {
            return Side.SELL;
        }
        throw JsonCursor.unfamiliar();
    }
}
