package io.slipstream.core.execution;

/**
 * An order that an earlier run left at the venue.
 *
 * @param placedNanos when it reached the book, epoch nanoseconds
 * @param filledMicros what was filled of it, less than it wants
 * @param notionalMicros what that cost or brought, without the fee
 * @param feeMicros the fee for it
 * @param fills in how many fills
 */
public record OpenOrder(
        OrderRequest request, long placedNanos, long filledMicros, long notionalMicros, long feeMicros, int fills) {}
