package io.slipstream.worker.market;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through the text of a frame once, eight characters at a time. What it does not expect (escapes, odd numbers, deep
 * nesting) is {@link Unfamiliar}: such a frame is for a general reader. Characters beyond Latin-1 are taken for others that
 * are in no word and no number.
 */
final class JsonCursor {

    private static final int DEEPEST = 8;

    private final byte[] text;
    private int at;
    private int begin;
    private int end;
    private long head;

    JsonCursor(String text) {
        this.text = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Not among the few shapes that are read here. Has no stack trace: it is only a way out. */
    static final class Unfamiliar extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Unfamiliar() {
            super("unfamiliar", null, false, false);
        }
    }

    static Unfamiliar unfamiliar() {
        return new Unfamiliar();
    }

    /** The next character that is no white space; zero at the end. */
    int peek() {
        int i = at;
        while (i < text.length) {
            byte c = text[i];
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
                at = i;
                return c;
            }
            i++;
        }
        at = i;
        return 0;
    }

    void expect(char wanted) {
        if (peek() != wanted) {
            throw unfamiliar();
        }
        at++;
    }

    /** After an element: whether another follows, or else the closing character was taken. */
    boolean more(char closing) {
        int c = peek();
        at++;
        if (c == ',') {
            if (peek() == closing) {
                throw unfamiliar();
            }
            return true;
        }
        if (c != closing) {
            throw unfamiliar();
        }
        return false;
    }

    /** Takes an empty collection's closing character if it is there. */
    boolean isEmpty(char closing) {
        if (peek() == closing) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes a string, which is the present one until the next is taken. */
    void string() {
        expect('"');
        rest();
    }

    /** The same when its quote is taken already. */
    void rest() {
        int from = at;
        int i = from;
        while (i <= text.length - Long.BYTES) {
            long stops = Octets.stops(Octets.at(text, i));
            if (stops != 0) {
                i += Octets.index(stops);
                break;
            }
            i += Long.BYTES;
        }
        while (i < text.length && text[i] != '"') {
            if (text[i] == '\\' || (text[i] >= 0 && text[i] < ' ')) {
                throw unfamiliar();
            }
            i++;
        }
        if (i == text.length) {
            throw unfamiliar();
        }
        present(from, i);
    }

    private void present(int from, int to) {
        begin = from;
        end = to;
        at = to + 1;
        head = Octets.first(
                from <= text.length - Long.BYTES
                        ? Octets.at(text, from)
                        : Octets.at(Arrays.copyOfRange(text, from, from + Long.BYTES), 0),
                to - from);
    }

    /** Takes exactly these characters, more than eight, or nothing. */
    boolean takes(JsonWord literal) {
        int to = at + literal.length();
        boolean is = to <= text.length
                && Octets.at(text, at) == literal.head()
                && Octets.at(text, to - Long.BYTES) == literal.tail();
        at = is ? to : at;
        return is;
    }

    /** Where it is, to come back to. */
    int place() {
        return at;
    }

    void returnTo(int place) {
        at = place;
    }

    /** Takes a key and its colon. */
    void key() {
        string();
        expect(':');
    }

    /** A number for a table by the present string: from how it begins and ends. */
    long hash() {
        long tail = end - begin > Long.BYTES ? Octets.at(text, end - Long.BYTES) : 0;
        return head * 0x9E3779B97F4A7C15L + tail * 0xBF58476D1CE4E5B9L + (end - begin);
    }

    boolean is(byte[] other) {
        return Arrays.equals(text, begin, end, other, 0, other.length);
    }

    boolean is(JsonWord word) {
        return end - begin == word.length()
                && head == word.head()
                && (word.length() <= Long.BYTES || Octets.at(text, end - Long.BYTES) == word.tail());
    }

    boolean isBlank() {
        return begin == end;
    }

    /** The present string, as a copy. */
    byte[] bytes() {
        return Arrays.copyOfRange(text, begin, end);
    }

    /** The present string as a decimal number in units of so many decimals. */
    long decimal(int decimals) {
        long number = end - begin <= Long.BYTES
                ? JsonDecimal.shortNumber(head, end - begin, decimals)
                : JsonDecimal.number(text, begin, end, decimals);
        return number >= 0 ? number : JsonDecimal.anyNumber(text, begin, end, decimals);
    }

    /** How many characters are left. */
    int left() {
        return text.length - at;
    }

    /** Nothing may follow. */
    void expectEnd() {
        if (peek() != 0 || at < text.length) {
            throw unfamiliar();
        }
    }

    /** Takes any value. */
    void skip() {
        skip(0);
    }

    private void skip(int depth) {
        if (depth > DEEPEST) {
            throw unfamiliar();
        }
        switch (peek()) {
            case '"' -> string();
            case '{' -> {
                at++;
                if (!isEmpty('}')) {
                    do {
                        key();
                        skip(depth + 1);
                    } while (more('}'));
                }
            }
            case '[' -> {
                at++;
                if (!isEmpty(']')) {
                    do {
                        skip(depth + 1);
                    } while (more(']'));
                }
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> throw unfamiliar();
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at == text.length || text[at++] != word.charAt(i)) {
                throw unfamiliar();
            }
        }
    }
}
