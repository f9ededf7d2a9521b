package io.slipstream.dashboard.books;

import java.util.Locale;

/** How far a book's quote could be relied upon when the worker last accounted for it; the best first. */
public enum BookFreshness {
    /** As new as it gets. */
    FRESH("Traded on at once.", "up"),
    /** A little old. */
    SOFT_STALE("Asked for anew before a trade; skipped if that takes too long.", "degraded"),
    /** Too old. */
    HARD_STALE("Not traded on: fills are skipped, arriving orders fail.", "failed"),
    /** There is no book that can be trusted. */
    UNTRUSTED("Not traded on until a snapshot makes them whole again.", "failed");

    private final String consequence;
    private final String tone;

    BookFreshness(String consequence, String tone) {
        this.consequence = consequence;
        this.tone = tone;
    }

    /** What it means for trading, in a sentence. */
    public String consequence() {
        return consequence;
    }

    /** The style class of its badge. */
    public String tone() {
        return tone;
    }

    /** Its name in words. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
