package io.slipstream.sim.exchange;

/** One of the two outcomes of a market; YES is the first token of the condition. */
public enum Outcome {
    /** The first outcome (index 0): "Yes", "Up". */
    YES(0),
    /** The second outcome (index 1): "No", "Down". */
    NO(1);

    private final int index;

    Outcome(int index) {
        this.index = index;
    }

    /** The outcome index: 0 or 1. */
    public int index() {
        return index;
    }

    /** The other outcome. */
    public Outcome complement() {
        return this == YES ? NO : YES;
    }
}
