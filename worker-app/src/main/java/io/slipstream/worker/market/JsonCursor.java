package io.slipstream.worker.market;

/**
 * Goes through the text of a frame once, character by character, without copying any of it. What it does not expect (escapes,
 * odd numbers, deep nesting) is {@link Unfamiliar}: such a frame is for a general reader.
 */
final class JsonCursor {

    private static final int DEEPEST = 8;
    private static final int MOST_DIGITS = 15;

    private final String text;
    private int at;
    private int begin;
    private int end;

    JsonCursor(String text) {
        this.text = text;
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
    char peek() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
                return c;
            }
            at++;
        }
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
        char c = peek();
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
        begin = at;
        int quote = text.indexOf('"', at);
        if (quote < 0) {
            throw unfamiliar();
        }
        for (int i = at; i < quote; i++) {
            char c = text.charAt(i);
            if (c == '\\' || c < ' ') {
                throw unfamiliar();
            }
        }
        end = quote;
        at = quote + 1;
    }

    /** Takes a key and its colon. */
    void key() {
        string();
        expect(':');
    }

    boolean is(String word) {
        return end - begin == word.length() && text.regionMatches(begin, word, 0, word.length());
    }

    boolean isBlank() {
        return begin == end;
    }

    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    String text() {
        return text;
    }

    /** The present string as a decimal number in units of so many decimals. */
    long decimal(int decimals) {
        long value = 0;
        int digits = 0;
        int fraction = -1;
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' && fraction < 0 && decimals > 0) {
                fraction = 0;
            } else if (c < '0' || c > '9' || digits >= MOST_DIGITS) {
                throw unfamiliar();
            } else if (fraction >= decimals) {
                if (c != '0') {
                    throw unfamiliar();
                }
            } else {
                value = value * 10 + (c - '0');
                digits++;
                fraction += fraction < 0 ? 0 : 1;
            }
        }
        if (digits == 0 || text.charAt(end - 1) == '.') {
            throw unfamiliar();
        }
        for (int i = Math.max(0, fraction); i < decimals; i++) {
            if (value > Long.MAX_VALUE / 10) {
                throw unfamiliar();
            }
            value *= 10;
        }
        return value;
    }

    /** Nothing may follow. */
    void expectEnd() {
        if (peek() != 0 || at < text.length()) {
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
        if (!text.startsWith(word, at)) {
            throw unfamiliar();
        }
        at += word.length();
    }
}
