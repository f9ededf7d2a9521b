package io.slipstream.dashboard.fills;

/** How far a copy got. */
public enum AttemptStatus {
    /** Nothing was sent. */
    SKIPPED("Skipped"),
    /** The order works. */
    SUBMITTED("Working"),
    /** Some of the order is filled. */
    PARTIAL("Partial"),
    /** All of the order is filled. */
    FILLED("Filled"),
    /** The order ended without all of its shares. */
    CANCELED("Canceled"),
    /** The order was refused or broke. */
    FAILED("Failed");

    private final String label;

    AttemptStatus(String label) {
        this.label = label;
    }

    /** The status in a word. */
    public String label() {
        return label;
    }
}
