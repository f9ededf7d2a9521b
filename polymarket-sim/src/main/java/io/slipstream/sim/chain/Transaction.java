package io.slipstream.sim.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction: fixed content, and the place that it has now. A reorganisation can move it to another block. */
public final class Transaction {

    private final String hash;
    private final String from;
    private final String to;
    private final long nonce;
    private final List<LogEntry> logs;
    private @Nullable Placement placement;

    /**
     * A transaction that is not mined yet.
     *
     * @param hash 0x-prefixed 32 bytes
     * @param from the operator that sent it
     * @param to the contract that it called
     * @param nonce the operator's sequence number
     * @param logs its logs, in order of emission
     */
    public Transaction(String hash, String from, String to, long nonce, List<LogEntry> logs) {
        this.hash = hash;
        this.from = from;
        this.to = to;
        this.nonce = nonce;
        this.logs = List.copyOf(logs);
    }

    /** The transaction's hash. */
    public String hash() {
        return hash;
    }

    /** The sender. */
    public String from() {
        return from;
    }

    /** The called contract. */
    public String to() {
        return to;
    }

    /** The sender's sequence number. */
    public long nonce() {
        return nonce;
    }

    /** The logs, in order of emission. */
    public List<LogEntry> logs() {
        return logs;
    }

    /** Where it is now; null while it is not mined. */
    public @Nullable Placement placement() {
        return placement;
    }

    void place(@Nullable Placement where) {
        placement = where;
    }
}
