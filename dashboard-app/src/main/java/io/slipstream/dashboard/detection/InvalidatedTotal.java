package io.slipstream.dashboard.detection;

/**
 * What followed from the fills that the chain took back.
 *
 * @param fills the fills, as far as they are counted
 * @param attempts attempts that they caused
 * @param executions fills of our own that they caused
 */
public record InvalidatedTotal(long fills, long attempts, long executions) {

    /** Whether there are more than were counted. */
    public boolean more() {
        return fills > InvalidatedFills.COUNTED;
    }

    /** How many, or that it is more than were counted. */
    public String words() {
        return new BoundedCount(fills, InvalidatedFills.COUNTED).words();
    }
}
