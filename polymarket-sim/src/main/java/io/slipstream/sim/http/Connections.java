package io.slipstream.sim.http;

/** Which of the open connections of a feed are meant; the order is that of opening. */
public enum Connections {
    /** All, those of later too. */
    ALL,
    /** The one that has been open for the longest time. */
    OLDEST,
    /** The one that was opened last. */
    NEWEST
}
