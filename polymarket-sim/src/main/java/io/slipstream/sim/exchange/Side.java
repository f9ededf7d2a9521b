package io.slipstream.sim.exchange;

/** Side of an order, seen from its owner. */
public enum Side {
    /** Pays collateral, receives shares. */
    BUY(0),
    /** Gives shares, receives collateral. */
    SELL(1);

    private final int word;

    Side(int word) {
        this.word = word;
    }

    /** The {@code side} word of the events. */
    public int word() {
        return word;
    }

    /** The opposite side. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
