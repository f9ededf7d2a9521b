package io.slipstream.dashboard.database;

/**
 * What came of reading the database: the value, or the outage in its place.
 *
 * @param <T> what was read
 */
public sealed interface Reading<T> {

    /**
     * The database answered.
     *
     * @param value what it said
     */
    record Available<T>(T value) implements Reading<T> {}

    /**
     * The database did not answer.
     *
     * @param outage what is wrong
     */
    record Unavailable<T>(DatabaseOutage outage) implements Reading<T> {}
}
