package io.slipstream.core.execution;

/** What we were in a fill of ours. */
public enum Liquidity {
    /** We took what rested and pay the market's fee. */
    TAKER,
    /** We rested; makers trade free (protocol reference 5). */
    MAKER
}
