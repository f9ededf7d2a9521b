package io.slipstream.core.chain;

/** What a log turned out to be. */
public sealed interface Decoded {

    /** A fill. */
    record Fill(OrderFill fill) implements Decoded {}

    /**
     * A log that cannot be a fill, whatever it says of the price.
     *
     * @param reason a sentence with the offending value
     */
    record Rejected(ChainLog log, String reason) implements Decoded {}
}
