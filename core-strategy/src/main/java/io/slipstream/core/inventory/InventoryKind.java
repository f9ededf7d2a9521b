package io.slipstream.core.inventory;

/** How an inventory changes without a fill. */
public enum InventoryKind {
    /** Collateral became one of each outcome. */
    SPLIT,
    /** One of each outcome became collateral. */
    MERGE,
    /** Tokens of a resolved market were paid out. */
    REDEEM,
    /** NO of some candidates became YES of the others. */
    CONVERT,
    /** The owner sent tokens. */
    TRANSFER,
    /** Somebody else moved tokens in a way that is not known. */
    UNKNOWN
}
