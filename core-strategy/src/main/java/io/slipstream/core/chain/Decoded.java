package io.slipstream.core.chain;

/** What a log turned out to be. */
public sealed interface Decoded {

    /** A fill. */
    record Fill(OrderFill fill) implements Decoded {}

    /**
     * Not a fill that can be used.
     *
     * @param reason a sentence with the offending value
     */
    record Rejected(ChainLog log, String reason) implements Decoded {}
}
