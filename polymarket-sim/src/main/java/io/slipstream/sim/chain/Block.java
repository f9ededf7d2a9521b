package io.slipstream.sim.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One block. Identity is its hash; its content is complete once it is published. */
public final class Block {

    private final long number;
    private final String hash;
    private final String parentHash;
    private final long timestampMillis;
    private final List<Placement> placements;
    private final int logCount;

    Block(long number, String hash, String parentHash, long timestampMillis, List<Transaction> transactions) {
        this.number = number;
        this.hash = hash;
        this.parentHash = parentHash;
        this.timestampMillis = timestampMillis;
        List<Placement> places = new ArrayList<>(transactions.size());
        int logs = 0;
        for (Transaction transaction : transactions) {
            places.add(new Placement(this, transaction, places.size(), logs));
            logs += transaction.logs().size();
        }
        this.placements = Collections.unmodifiableList(places);
        this.logCount = logs;
    }

    /** The height. */
    public long number() {
        return number;
    }

    /** 0x-prefixed 32 bytes. */
    public String hash() {
        return hash;
    }

    /** Hash of the block before. */
    public String parentHash() {
        return parentHash;
    }

    /** Wall-clock milliseconds of its production. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** The header's timestamp: whole seconds. */
    public long timestampSeconds() {
        return Math.floorDiv(timestampMillis, 1000L);
    }

    /** Its transactions with their places, in order. */
    public List<Placement> placements() {
        return placements;
    }

    /** How many logs it has. */
    public int logCount() {
        return logCount;
    }
}
