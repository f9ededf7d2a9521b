package io.slipstream.worker.node;

import tools.jackson.databind.JsonNode;

/** JSON-RPC's hex quantities. */
public final class RpcJson {

    private static final int MOST_DIGITS = 15;

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

    /** A number as JSON-RPC writes it. */
    public static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }
}
