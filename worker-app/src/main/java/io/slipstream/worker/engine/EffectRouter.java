package io.slipstream.worker.engine;

import io.slipstream.core.market.TokenId;
import java.util.List;

/** Takes the effects that are not stored. Called on the engine's thread: answers at once. */
public interface EffectRouter {

    /** A book is wanted from now on. */
    void bookWanted(TokenId tokenId);

    /** These books cannot be trusted until a snapshot comes. */
    void resyncWanted(List<TokenId> tokenIds);

    /** The registry lacks this token. */
    void instrumentWanted(TokenId tokenId);
}
