package io.slipstream.core.chain;

/** The shapes in which an exchange generation states a filled order (protocol reference 1.2). */
public enum EventLayout {
    /** CTF Exchange V1: asset ids instead of a side, the fee in the asset received. */
    V1("0xd0a08e8c493f9c94f29311604c9de1b4e8c8d4c06bd0c789af57f2d65bfec0f6", 5),
    /** CTF Exchange V2 and ExchangeV3: a side word, the fee in collateral. */
    V2("0xd543adfd945773f1a62f74f0ee55a5e3b9b1a28262980ba90b1a89f2ea84d8ee", 7);

    private final String topic0;
    private final int dataWords;

    EventLayout(String topic0, int dataWords) {
        this.topic0 = topic0;
        this.dataWords = dataWords;
    }

    /** The first topic of this layout's {@code OrderFilled}. */
    public String topic0() {
        return topic0;
    }

    int dataWords() {
        return dataWords;
    }
}
