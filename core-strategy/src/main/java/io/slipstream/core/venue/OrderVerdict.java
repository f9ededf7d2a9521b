package io.slipstream.core.venue;

/** What the venue says to an order when it arrives. */
public sealed interface OrderVerdict {

    /**
     * It goes to the book.
     *
     * @param marketable whether it trades at once, in whole or in part
     */
    record Accepted(boolean marketable) implements OrderVerdict {}

    /**
     * It is refused, and nothing of it is filled.
     *
     * @param reason the venue's own words, with their figures
     * @param retryAfterNanos how long to wait at least if {@link VenueRejection#retry} is LATER, otherwise zero
     */
    record Rejected(VenueRejection code, String reason, long retryAfterNanos) implements OrderVerdict {}
}
