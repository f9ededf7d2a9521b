package io.slipstream.worker.market;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A word of at most sixteen characters, to be compared eight at a time.
 *
 * @param head its first characters, zeros behind
 * @param tail its last eight, if it has more than eight
 */
record JsonWord(int length, long head, long tail) {

    static JsonWord of(String word) {
        byte[] text = Arrays.copyOf(word.getBytes(StandardCharsets.US_ASCII), 2 * Long.BYTES);
        int length = word.length();
        return new JsonWord(length, Octets.at(text, 0), length > Long.BYTES ? Octets.at(text, length - Long.BYTES) : 0);
    }
}
