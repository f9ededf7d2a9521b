package io.slipstream.worker.session;

/**
 * Engine events in bytes, big-endian: a kind and what belongs to it. What comes by the thousand a second has a form of its own,
 * everything else is JSON. A token is an i32: a number that was not used before is followed by the token itself (u8 length,
 * big-endian value); numbers run from 0 through a session, or until they are forgotten. So is a set of leaders, which is written out before the first event
 * that refers to it.
 */
final class EventFormat {

    /** Moment (i64). */
    static final byte TIME_PASSED = 1;

    /** Moment (i64), line (i32). */
    static final byte HEARD = 2;

    /** Moment, line, venue's milliseconds (i64), count (u16); each token, side (u8), price (u16), size (i64), best bid and ask (i16). */
    static final byte CHANGES = 3;

    /** Moment, line, venue's milliseconds, token, side, price, size. */
    static final byte PRINT = 4;

    /** Moment, line, venue's milliseconds, asked (i64), token, tick (i16, -1 without), twice a count (u16) and levels (price, size). */
    static final byte SNAPSHOT = 5;

    /** Length (i32), an event as JSON. */
    static final byte JSON = 6;

    /** Length (i32), a set of leaders as a JSON array. */
    static final byte LEADERS = 7;

    /** As {@link #CHANGES}, with moment and venue's milliseconds of the first frame (i64 each) after the line. */
    static final byte MERGED_CHANGES = 8;

    /** Moment, line, venue's milliseconds, token, best bid and ask (u16 each). */
    static final byte TOP = 9;

    /** Numbers of tokens and of sets of leaders run from 0 again: so many were in use that they are forgotten. */
    static final byte FORGET = 10;

    static final int NO_TICK = -1;

    static final byte BUY = 0;

    static final byte SELL = 1;

    private EventFormat() {}
}
