package io.slipstream.dashboard.penalty;

import java.util.Locale;

/** Where a part of the difference to a leader's result comes from, in the order of the way that a copy goes. */
public enum Part {
    /** The leader did not pay what we have to. */
    SPREAD(
            "Spread",
            "How much worse the best price on the side that we take from was than the price that the leader got, as he traded."),
    /** Late until we knew. */
    DETECTION("Until detection", "How far that price moved away until we knew of his trade."),
    /** Late until we decided. */
    DECISION("Until decision", "How far it moved from there until we had decided."),
    /** Late until the order met the book. */
    SUBMISSION("Until arrival", "How far it moved from there until our order met the book."),
    /** Our own size. */
    IMPACT(
            "Own impact",
            "How much worse our average was than the best price then, as our order took more than stood there."),
    /** The venue's. */
    FEE("Fee", "What the venue charged us; the leader's own fee is left out."),
    /** What was never ordered. */
    ROUNDING(
            "Rounding and caps",
            "What shares would have gained that were meant and not ordered: lots, minimum sizes, caps."),
    /** What was ordered in vain. */
    UNFILLED("Not filled", "What shares would have gained that were ordered and not filled.");

    private final String label;
    private final String explanation;

    Part(String label, String explanation) {
        this.label = label;
        this.explanation = explanation;
    }

    /** Its name in words. */
    public String label() {
        return label;
    }

    /** What it is, in a sentence. */
    public String explanation() {
        return explanation;
    }

    /** Its style class. */
    public String style() {
        return "part-" + column();
    }

    /** What it is named in queries. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
