package io.slipstream.worker.session;

import io.slipstream.core.market.TokenId;
import java.util.HashMap;
import java.util.Map;

/**
 * One object for each token of a session, whichever event names it: books are looked up by their token millions of times, and
 * the same object is found without comparing 256 bits. Owned by one thread.
 */
final class SeenTokens {

    private final Map<TokenId, TokenId> seen = new HashMap<>();

    /** The object that stands for a token. */
    TokenId same(TokenId token) {
        TokenId known = seen.putIfAbsent(token, token);
        return known == null ? token : known;
    }
}
