package io.slipstream.sim.venue;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ChainListener;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every fill as the matching engine saw it. Fills of leaders are kept for good, all others for as long as the chain
 * keeps their block. Mined fills stand in the order of the chain.
 */
public final class FillLedger implements ChainListener {

    private final Set<String> leaders;
    private final Map<Transaction, List<Fill>> unmined = new HashMap<>();
    private final Set<Transaction> unminedOrder = new LinkedHashSet<>();
    private final Map<Transaction, List<Fill>> recent = new HashMap<>();
    private final List<MinedFill> mined = new ArrayList<>();
    private final List<MinedFill> all = new ArrayList<>();
    private final int retainedFills;

    /**
     * A fill with its place in the order of the chain.
     *
     * @param block height
     * @param logIndex index in the block
     * @param fill the fill
     */
    public record MinedFill(long block, int logIndex, Fill fill) {}

    FillLedger(Set<String> leaderAddresses, int retainedFills) {
        this.leaders = Set.copyOf(leaderAddresses);
        this.retainedFills = retainedFills;
    }

    void matched(Transaction transaction, List<Fill> fills) {
        unmined.put(transaction, fills);
        unminedOrder.add(transaction);
    }

    @Override
    public void mined(Block block) {
        for (Placement placement : block.placements()) {
            List<Fill> fills = unmined.remove(placement.transaction());
            if (fills == null) {
                continue;
            }
            unminedOrder.remove(placement.transaction());
            recent.put(placement.transaction(), fills);
            for (Fill fill : fills) {
                MinedFill entry = new MinedFill(block.number(), placement.firstLogIndex() + fill.logOffset(), fill);
                all.add(entry);
                if (leaders.contains(fill.owner().address())) {
                    mined.add(entry);
                }
            }
        }
        if (all.size() > retainedFills + retainedFills / 4) {
            List<MinedFill> old = all.subList(0, all.size() - retainedFills);
            old.forEach(entry -> recent.remove(entry.fill().transaction()));
            old.clear();
        }
    }

    @Override
    public void reorganised(List<Block> removed, List<Block> added, boolean silent) {
        long from = removed.getFirst().number();
        cutFrom(mined, from);
        cutFrom(all, from);
        for (Block block : removed) {
            for (Placement placement : block.placements()) {
                List<Fill> fills = recent.remove(placement.transaction());
                if (fills != null) {
                    matched(placement.transaction(), fills);
                }
            }
        }
        added.forEach(this::mined);
    }

    /** Fills of leaders that are mined, in the order of the chain. */
    public List<MinedFill> leaderFills() {
        return Collections.unmodifiableList(mined);
    }

    /** Fills of everybody that are mined and still kept, in the order of the chain. */
    public List<MinedFill> allFills() {
        return Collections.unmodifiableList(all);
    }

    /** Fills of leaders that are matched and not mined, in the order of their matches. */
    public List<Fill> unminedLeaderFills() {
        List<Fill> out = new ArrayList<>();
        for (Transaction transaction : unminedOrder) {
            @Nullable List<Fill> fills = unmined.get(transaction);
            for (Fill fill : fills == null ? List.<Fill>of() : fills) {
                if (leaders.contains(fill.owner().address())) {
                    out.add(fill);
                }
            }
        }
        return out;
    }

    /** Index of the first entry at or after a place. */
    public static int firstAtOrAfter(List<MinedFill> entries, long block, int logIndex) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            MinedFill entry = entries.get(middle);
            boolean before = entry.block() < block || (entry.block() == block && entry.logIndex() < logIndex);
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void cutFrom(List<MinedFill> entries, long block) {
        entries.subList(firstAtOrAfter(entries, block, 0), entries.size()).clear();
    }
}
