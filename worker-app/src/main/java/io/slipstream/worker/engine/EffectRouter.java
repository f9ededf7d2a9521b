package io.slipstream.worker.engine;

import io.slipstream.core.market.TokenId;
import java.util.List;

/** Takes the effects that are not stored. Called on the engine's thread: answers at once. */
public interface EffectRouter {

    /**
     * A token's book is wanted.
     *
     * @param sinceNanos when the reason for it arose, epoch nanoseconds
     */
    void bookWanted(TokenId tokenId, long sinceNanos);

    /** We hold the token now, or do not. */
    void held(TokenId tokenId, boolean now);

    /** The token has open orders now, or has none. */
    void ordered(TokenId tokenId, boolean now);

    /** A connection of the market feed is open and misses what happens. */
    void lineDeaf(int line);

    /** These books cannot be trusted until a snapshot comes. */
    void resyncWanted(List<TokenId> tokenIds);

    /**
     * A connection of the market feed is open and does not tell of a token that it should carry.
     *
     * @param move whether another one is to carry it
     */
    void unserved(TokenId tokenId, int line, boolean move);

    /** A token has become quiet: a snapshot would tell whether its book is still right. */
    void comparisonWanted(TokenId tokenId);

    /** The registry lacks this token. */
    void instrumentWanted(TokenId tokenId);
}
