package io.slipstream.sim.venue;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ChainListener;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.chain.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What transactions really do, written down when they are sent; mined entries in the order of the chain, kept for good.
 *
 * @param <T> what one entry says
 */
public final class TruthLog<T> implements ChainListener {

    private final Map<Transaction, List<T>> unmined = new LinkedHashMap<>();
    private final Map<Transaction, List<T>> recent = new HashMap<>();
    private final List<Mined<T>> mined = new ArrayList<>();

    /**
     * An entry with its place on the chain.
     *
     * @param block height
     * @param ordinal place among the entries of that block, from 0
     * @param blockHash hash of the block
     * @param blockMillis wall-clock milliseconds of the block
     * @param entry what it says
     * @param <T> what one entry says
     */
    public record Mined<T>(long block, int ordinal, String blockHash, long blockMillis, T entry) {}

    TruthLog() {}

    /** A transaction was sent that does this. */
    void sent(Transaction transaction, List<T> entries) {
        unmined.put(transaction, List.copyOf(entries));
    }

    /** A transaction will never be mined. */
    void lost(Transaction transaction) {
        unmined.remove(transaction);
    }

    @Override
    public void mined(Block block) {
        int ordinal = 0;
        for (Placement placement : block.placements()) {
            List<T> entries = unmined.remove(placement.transaction());
            if (entries != null) {
                recent.put(placement.transaction(), entries);
                for (T entry : entries) {
                    mined.add(new Mined<>(block.number(), ordinal, block.hash(), block.timestampMillis(), entry));
                    ordinal++;
                }
            }
        }
        long oldest = block.number() - FillLedger.DEEPEST_REORGANISATION;
        recent.keySet().removeIf(transaction -> {
            Placement placement = transaction.placement();
            return placement != null && placement.block().number() <= oldest;
        });
    }

    @Override
    public void reorganised(List<Block> removed, List<Block> added, Reorganisation how) {
        mined.subList(firstAtOrAfter(removed.getFirst().number(), 0), mined.size())
                .clear();
        for (Block block : removed) {
            for (Placement placement : block.placements()) {
                List<T> entries = recent.remove(placement.transaction());
                if (entries != null) {
                    sent(placement.transaction(), entries);
                }
            }
        }
        added.forEach(this::mined);
    }

    /** What is mined, in the order of the chain. */
    public List<Mined<T>> mined() {
        return Collections.unmodifiableList(mined);
    }

    /** What is sent and not mined, in the order of sending. */
    public List<T> unmined() {
        return unmined.values().stream().flatMap(List::stream).toList();
    }

    /** Index of the first mined entry at or after a place. */
    public int firstAtOrAfter(long block, int ordinal) {
        int low = 0;
        int high = mined.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Mined<T> entry = mined.get(middle);
            if (entry.block() < block || (entry.block() == block && entry.ordinal() < ordinal)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
