package io.slipstream.core.venue;

/** What the venue's matching engine does with orders at a moment (protocol reference 3.5). */
public enum EngineState {
    /** It takes every order. */
    RUNNING,
    /** It is down, and every order is answered with 425. */
    RESTARTING,
    /** It came back a moment ago and takes post-only orders and cancels. */
    POST_ONLY
}
