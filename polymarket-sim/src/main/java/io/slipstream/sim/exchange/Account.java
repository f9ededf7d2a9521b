package io.slipstream.sim.exchange;

import io.slipstream.sim.wire.Decimals;

/** A wallet with its collateral. Shares are kept per market, see {@link Inventory}. */
public final class Account {

    private final int index;
    private final String address;
    private final String label;
    private long cashMicros;
    private long lockedMicros;
    private long depositedMicros;

    /**
     * Opens an empty account.
     *
     * @param index position in every market's inventory, from 0
     * @param address 0x-prefixed lower-case wallet address
     * @param label a name for people
     */
    public Account(int index, String address, String label) {
        this.index = index;
        this.address = address;
        this.label = label;
    }

    /** Position of this account in every inventory. */
    public int index() {
        return index;
    }

    /** The wallet's address: 0x and 40 lower-case hexadecimal digits. */
    public String address() {
        return address;
    }

    /** A name for people. */
    public String label() {
        return label;
    }

    /** All collateral, in micro-dollars, including what resting orders have locked. */
    public long cashMicros() {
        return cashMicros;
    }

    /** Collateral that no resting order has locked. */
    public long freeMicros() {
        return cashMicros - lockedMicros;
    }

    /** Everything that ever came in from outside the venue. */
    public long depositedMicros() {
        return depositedMicros;
    }

    /** Brings collateral in from outside. */
    public void deposit(long micros) {
        cashMicros += micros;
        depositedMicros += micros;
    }

    void pay(long micros) {
        if (micros > cashMicros) {
            throw new IllegalStateException(
                    label + " pays " + Decimals.micros(micros) + " of " + Decimals.micros(cashMicros));
        }
        cashMicros -= micros;
    }

    void receive(long micros) {
        cashMicros += micros;
    }

    void lock(long micros) {
        lockedMicros += micros;
    }
}
