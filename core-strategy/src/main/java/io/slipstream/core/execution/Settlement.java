package io.slipstream.core.execution;

/** What has become of a trade on chain (protocol reference 4). */
public enum Settlement {
    /** Matched by the venue; it counts, and may still fail. */
    MATCHED,
    /** Settled for good. */
    CONFIRMED,
    /** Undone for good: it counts no more. */
    FAILED
}
