package io.slipstream.worker.market;

import io.slipstream.core.market.TokenId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by their decimal text, so that a frame's eighty digits are compared and not converted. Bounded: at
 * {@value #MOST} tokens it begins anew, and those that are still told of come back with their next frame. Read without a lock, written under one: an entry
 * that is not seen yet is found when it is added.
 */
final class TokenTable {

    private static final int MOST = 20_000;
    private static final int BITS = 16;
    private static final int SLOTS = 1 << BITS;
    private static final int LONGEST = 78;

    private volatile @Nullable Entry[] table = new @Nullable Entry[SLOTS];
    private int size;

    private static final class Entry {

        private final long hash;
        private final byte[] text;
        private final TokenId tokenId;

        Entry(long hash, byte[] text, TokenId tokenId) {
            this.hash = hash;
            this.text = text;
            this.tokenId = tokenId;
        }
    }

    /** Takes a string, the decimal text of a token. */
    TokenId next(JsonCursor cursor) {
        cursor.string();
        @Nullable Entry[] slots = table;
        long hash = cursor.hash();
        int slot = slot(hash);
        for (Entry entry = slots[slot]; entry != null; entry = slots[slot]) {
            if (entry.hash == hash && cursor.is(entry.text)) {
                return entry.tokenId;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        byte[] text = cursor.bytes();
        return add(new Entry(hash, text, convert(text)));
    }

    /** How many are kept. */
    synchronized int size() {
        return size;
    }

    private static TokenId convert(byte[] text) {
        if (text.length == 0 || text.length > LONGEST) {
            throw JsonCursor.unfamiliar();
        }
        for (byte c : text) {
            if (c < '0' || c > '9') {
                throw JsonCursor.unfamiliar();
            }
        }
        try {
            return TokenId.of(new String(text, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw JsonCursor.unfamiliar();
        }
    }

    private synchronized TokenId add(Entry added) {
        if (size >= MOST) {
            table = new @Nullable Entry[SLOTS];
            size = 0;
        }
        @Nullable Entry[] slots = table;
        int slot = slot(added.hash);
        for (Entry entry = slots[slot]; entry != null; entry = slots[slot]) {
            if (Arrays.equals(entry.text, added.text)) {
                return entry.tokenId; // another thread was faster
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = added;
        size++;
        return added.tokenId;
    }

    private static int slot(long hash) {
        return (int) (hash >>> (Long.SIZE - BITS));
    }
}
