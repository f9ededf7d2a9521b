package io.slipstream.worker.market;

import io.slipstream.core.book.Level;
import java.util.ArrayList;
import java.util.List;

/** One side of a whole book, in a frame. */
final class JsonLevels {

    /** A level has at least so many characters. */
    private static final int LEVEL_CHARACTERS = 28;

    private static final int MOST_LEVELS_EXPECTED = 128;
    private static final JsonWord LEVEL_OF_PRICE = JsonWord.of("{\"price\":\"");
    private static final JsonWord AND_SIZE = JsonWord.of(",\"size\":\"");
    private static final JsonWord PRICE = JsonWord.of("price");
    private static final JsonWord SIZE = JsonWord.of("size");

    private JsonLevels() {}

    /** Takes an array of levels. */
    static List<Level> next(JsonCursor cursor) {
        cursor.expect('[');
        List<Level> levels = new ArrayList<>(Math.min(cursor.left() / LEVEL_CHARACTERS + 1, MOST_LEVELS_EXPECTED));
        if (!cursor.isEmpty(']')) {
            do {
                levels.add(level(cursor));
            } while (cursor.more(']'));
        }
        return levels;
    }

    /** As the venue writes it, or else in any way. */
    private static Level level(JsonCursor cursor) {
        int place = cursor.place();
        if (cursor.takes(LEVEL_OF_PRICE)) {
            cursor.rest();
            int price = JsonNumbers.tradablePrice(cursor);
            if (cursor.takes(AND_SIZE)) {
                cursor.rest();
                long size = JsonNumbers.size(cursor);
                if (cursor.isEmpty('}')) {
                    return new Level(price, size);
                }
            }
        }
        cursor.returnTo(place);
        return anyLevel(cursor);
    }

    private static Level anyLevel(JsonCursor cursor) {
        int price = -1;
        long size = -1;
        cursor.expect('{');
        do {
            cursor.key();
            if (cursor.is(PRICE)) {
                price = JsonNumbers.nextTradablePrice(cursor);
            } else if (cursor.is(SIZE)) {
                size = JsonNumbers.nextSize(cursor);
            } else {
                cursor.skip();
            }
        } while (cursor.more('}'));
        if (price < 0 || size < 0) {
            throw JsonCursor.unfamiliar();
        }
        return new Level(price, size);
    }
}
