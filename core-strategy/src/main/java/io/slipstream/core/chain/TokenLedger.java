package io.slipstream.core.chain;

import io.slipstream.core.market.TokenId;

/** The contract that keeps an exchange's outcome tokens, which decides what their numbers mean (protocol reference 1.3). */
public enum TokenLedger {
    /** ConditionalTokens: token ids are hashes without structure. */
    CONDITIONAL_TOKENS,
    /** PositionManager: the top byte of a token id names the module it belongs to. */
    POSITION_MANAGER;

    private static final int COMBINATORIAL_MODULE = 3;
    private static final int MODULE_SHIFT = 248;

    /** Whether the token is a combo: traded by request for quote, without an order book that could be copied on. */
    public boolean isCombo(TokenId tokenId) {
        return this == POSITION_MANAGER
                && tokenId.value().shiftRight(MODULE_SHIFT).intValue() == COMBINATORIAL_MODULE;
    }
}
