package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by their decimal text, so that a frame's eighty digits are compared and not converted. Bounded: beyond
 * {@value #MOST} tokens every further one is converted each time. Read without a lock, written under one: an entry
 * that is not seen yet is found when it is added.
 */
final class TokenTable {

    private static final int MOST = 20_000;
    private static final int SLOTS = 1 << 16;
    private static final int LONGEST = 78;

    private final @Nullable Entry[] slots = new @Nullable Entry[SLOTS];
    private int size;

    private record Entry(String text, int hash, TokenId tokenId) {}

    /** The token whose decimal text stands between two positions. */
    TokenId of(String text, int begin, int end) {
        if (end == begin || end - begin > LONGEST) {
            throw JsonCursor.unfamiliar();
        }
        int hash = 0;
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw JsonCursor.unfamiliar();
            }
            hash = 31 * hash + c;
        }
        for (int slot = spread(hash); ; slot = (slot + 1) & (SLOTS - 1)) {
            Entry entry = slots[slot];
            if (entry == null) {
                return add(text.substring(begin, end), hash);
            }
            if (entry.hash == hash
                    && entry.text.length() == end - begin
                    && text.regionMatches(begin, entry.text, 0, end - begin)) {
                return entry.tokenId;
            }
        }
    }

    private synchronized TokenId add(String text, int hash) {
        TokenId tokenId;
        try {
            tokenId = TokenId.of(text);
        } catch (IllegalArgumentException e) {
            throw JsonCursor.unfamiliar();
        }
        if (size < MOST) {
            int slot = spread(hash);
            for (Entry entry = slots[slot]; entry != null; entry = slots[slot]) {
                if (entry.text.equals(text)) {
                    return entry.tokenId; // another thread was faster
                }
                slot = (slot + 1) & (SLOTS - 1);
            }
            slots[slot] = new Entry(text, hash, tokenId);
            size++;
        }
        return tokenId;
    }

    private static int spread(int hash) {
        return (hash ^ hash >>> 16) & (SLOTS - 1);
    }
}
