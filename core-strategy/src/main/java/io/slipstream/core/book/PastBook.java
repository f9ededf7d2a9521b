package io.slipstream.core.book;

/** What is known of a book at a moment of the past. */
public sealed interface PastBook {

    /** The book as it stood then: a copy, the caller's own. */
    record Known(OrderBook book) implements PastBook {}

    /**
     * There was no book then that could be trusted, or it is not known whether it had changed already: the changes of that while
     * came as one.
     */
    record Untrusted() implements PastBook {}

    /**
     * The moment lies outside what is remembered.
     *
     * @param fromNanos the earliest moment that is, epoch nanoseconds
     * @param toNanos the latest, which is the last update
     */
    record Outside(long fromNanos, long toNanos) implements PastBook {}
}
