package io.slipstream.core.book;

/**
 * The size resting at one price.
 *
 * @param price in ten-thousandths of a dollar
 * @param sizeMicros in micro-shares
 */
public record Level(int price, long sizeMicros) {}
