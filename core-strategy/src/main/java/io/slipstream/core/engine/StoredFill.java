package io.slipstream.core.engine;

import io.slipstream.core.chain.LeaderFill;

/** A fill that an earlier run stored, and what is known of its block. */
public record StoredFill(LeaderFill fill, State state) {

    /** What is known of a fill's block. */
    public enum State {
        /** Not final yet. */
        PROVISIONAL,
        /** Final: nothing moves or removes it any more. */
        CONFIRMED,
        /** Gone. */
        INVALIDATED
    }
}
