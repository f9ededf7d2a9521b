package io.slipstream.worker.node;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** JSON-RPC's hex quantities. */
public final class RpcJson {

    private static final int MOST_DIGITS = 15;
    private static final int HASH_LENGTH = 66;

    private RpcJson() {}

    /**
     * A hex quantity such as {@code 0x1b4}, of at most sixty bits.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long quantity(JsonNode node) {
        return quantity(node.isString() ? node.stringValue() : node.toString());
    }

    /**
     * The same from text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long quantity(String text) {
        if (text.length() < 3 || text.length() > 2 + MOST_DIGITS || !text.startsWith("0x")) {
            throw new IllegalArgumentException("not a hex quantity: " + text);
        }
        long value = 0;
        for (int i = 2; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                throw new IllegalArgumentException("not a hex quantity: " + text);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /**
     * A hash of 32 bytes, in lower case.
     *
     * @throws IllegalArgumentException if it is none: whatever is stored under a hash stays within its column
     */
    public static String hash(String text) {
        boolean isHash = text.length() == HASH_LENGTH && text.startsWith("0x");
        for (int i = 2; isHash && i < HASH_LENGTH; i++) {
            isHash = text.charAt(i) < 'g' && Character.digit(text.charAt(i), 16) >= 0;
        }
        if (!isHash) {
            throw new IllegalArgumentException("not a hash of 32 bytes: " + text);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** A number as JSON-RPC writes it. */
    public static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }
}
