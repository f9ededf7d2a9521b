package io.slipstream.core.book;

/**
 * The last moment at which a trade had not touched a token's book yet, as far as the messages tell.
 *
 * @param atNanos epoch nanoseconds; the book of {@link BookStore#bookAt} at it is the one that the trade met
 * @param unchangedNanos for how long that book had stood as it was; where more is not remembered, for how long at least
 */
public record TradeMoment(long atNanos, long unchangedNanos) {}
