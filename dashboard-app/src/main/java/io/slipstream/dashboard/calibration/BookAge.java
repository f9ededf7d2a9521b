package io.slipstream.dashboard.calibration;

/** For how long a book had stood unchanged when an order met it. */
public enum BookAge {
    /** Less than a tenth of a second. */
    UNDER_100_MS("under 0.1 s"),
    /** Less than a second. */
    UNDER_1_S("under 1 s"),
    /** Less than ten seconds. */
    UNDER_10_S("under 10 s"),
    /** Ten seconds or more. */
    LONGER("10 s or more");

    private final String words;

    BookAge(String words) {
        this.words = words;
    }

    /** Its name in words. */
    public String words() {
        return words;
    }
}
