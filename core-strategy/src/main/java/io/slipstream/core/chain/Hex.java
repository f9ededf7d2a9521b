package io.slipstream.core.chain;

/** Hex text as nodes write it, looked at character by character: this is done for every log. */
final class Hex {

    private static final int WORD = 64;
    private static final int DIGITS_OF_A_LONG = 16;

    private Hex() {}

    /** Whether it is {@code 0x} and nothing but hex digits behind it. */
    static boolean isHex(String text) {
        if (!text.startsWith("0x")) {
            return false;
        }
        for (int i = 2; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), DIGITS_OF_A_LONG) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    /** A word of data as a number, negative if it has more than 63 bits. */
    static long word(String data, int index) {
        int begin = 2 + index * WORD;
        for (int i = begin; i < begin + WORD - DIGITS_OF_A_LONG; i++) {
            if (data.charAt(i) != '0') {
                return -1;
            }
        }
        return Long.parseUnsignedLong(data, begin + WORD - DIGITS_OF_A_LONG, begin + WORD, DIGITS_OF_A_LONG);
    }
}
