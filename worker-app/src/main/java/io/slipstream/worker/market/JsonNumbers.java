package io.slipstream.worker.market;

import io.slipstream.core.money.Price;

/** Prices and sizes in a frame: of the string that is the present one, or of the next. */
final class JsonNumbers {

    private static final int PRICE_DECIMALS = 4;
    private static final int SIZE_DECIMALS = 6;

    private JsonNumbers() {}

    /** The best price of a side, where an empty string means an empty side. */
    static int nextStated(JsonCursor cursor, int emptySide) {
        cursor.string();
        return cursor.isBlank() ? emptySide : price(cursor);
    }

    /** The price of a level. */
    static int nextTradablePrice(JsonCursor cursor) {
        cursor.string();
        return tradablePrice(cursor);
    }

    static int tradablePrice(JsonCursor cursor) {
        int price = price(cursor);
        if (!Price.isTradable(price)) {
            throw JsonCursor.unfamiliar();
        }
        return price;
    }

    /** Ten-thousandths of a dollar. */
    static int price(JsonCursor cursor) {
        long price = cursor.decimal(PRICE_DECIMALS);
        if (price > Price.ONE) {
            throw JsonCursor.unfamiliar();
        }
        return (int) price;
    }

    static long nextSize(JsonCursor cursor) {
        cursor.string();
        return size(cursor);
    }

    /** Micro-shares. */
    static long size(JsonCursor cursor) {
        return cursor.decimal(SIZE_DECIMALS);
    }
}
