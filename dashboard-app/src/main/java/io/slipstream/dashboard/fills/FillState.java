package io.slipstream.dashboard.fills;

/** How sure the chain is of a leader's fill. */
public enum FillState {
    /** Seen, but its block is not final. */
    PROVISIONAL("Provisional", "Seen, but its block is not final yet"),
    /** Its block is final. */
    CONFIRMED("Confirmed", "Its block is final"),
    /** The chain took it back. */
    INVALIDATED("Invalidated", "The chain took it back: it never happened");

    private final String label;
    private final String explanation;

    FillState(String label, String explanation) {
        this.label = label;
        this.explanation = explanation;
    }

    /** The state in a word. */
    public String label() {
        return label;
    }

    /** The state in a sentence. */
    public String explanation() {
        return explanation;
    }
}
