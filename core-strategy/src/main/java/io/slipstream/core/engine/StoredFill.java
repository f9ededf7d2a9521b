package io.slipstream.core.engine;

import io.slipstream.core.chain.LeaderFill;
import org.jspecify.annotations.Nullable;

/**
 * A fill that an earlier run stored, and what is known of it.
 *
 * @param state what is known of its block
 * @param rowKey the identity of the Data API's row of it, null if that has not told of it
 */
public record StoredFill(
        LeaderFill fill, State state, @Nullable String rowKey) {

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
