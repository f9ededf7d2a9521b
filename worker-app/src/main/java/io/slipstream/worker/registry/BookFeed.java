package io.slipstream.worker.registry;

import io.slipstream.core.market.TokenId;
import java.util.Collection;

/** What the registry tells the feed of books. Answers at once. */
public interface BookFeed {

    /** These tokens' books are worth keeping, and no others but those somebody needs. */
    void track(Collection<TokenId> tokens);

    /** These tokens do not trade any more. */
    void end(Collection<TokenId> tokens);
}
