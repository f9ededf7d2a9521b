package io.slipstream.sim.exchange;

import java.util.Arrays;

/** Who holds how many shares of one market, and how many of them resting sell orders have locked. */
public final class Inventory {

    private long[] held = new long[64];
    private long[] locked = new long[64];

    Inventory() {}

    /** Shares that an account holds, in micro-shares. */
    public long held(Account account, Outcome outcome) {
        int slot = slot(account, outcome);
        return slot < held.length ? held[slot] : 0;
    }

    /** Shares that an account holds and has not offered in a resting order. */
    public long free(Account account, Outcome outcome) {
        int slot = slot(account, outcome);
        return slot < held.length ? held[slot] - locked[slot] : 0;
    }

    /** Shares of one outcome over all accounts. */
    public long total(Outcome outcome) {
        long sum = 0;
        for (int slot = outcome.index(); slot < held.length; slot += 2) {
            sum += held[slot];
        }
        return sum;
    }

    void add(Account account, Outcome outcome, long micros) {
        int slot = slot(account, outcome);
        if (slot >= held.length) {
            held = Arrays.copyOf(held, slot * 2);
            locked = Arrays.copyOf(locked, slot * 2);
        }
        if (held[slot] + micros < 0) {
            throw new IllegalStateException(account.label() + " would hold less than nothing of " + outcome);
        }
        held[slot] += micros;
    }

    void lock(Account account, Outcome outcome, long micros) {
        if (micros != 0) {
            locked[slot(account, outcome)] += micros;
        }
    }

    private static int slot(Account account, Outcome outcome) {
        return account.index() * 2 + outcome.index();
    }
}
