package io.slipstream.sim.venue;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ChainListener;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.chain.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every fill as the matching engine saw it, mined ones in the order of the chain. Fills of leaders are kept for good, of
 * all others only the newest.
 */
public final class FillLedger implements ChainListener {

    /** Blocks for which the ledger can take a mined fill back. */
    static final int DEEPEST_REORGANISATION = 256;

    private record Settled(Transaction transaction, List<Fill> fills) {}

    private final Set<String> leaders;
    private final int retainedFills;
    private final Map<Transaction, List<Fill>> unmined = new LinkedHashMap<>();
    private final NavigableMap<Long, List<Settled>> recent = new TreeMap<>();
    private final List<MinedFill> ofLeaders = new ArrayList<>();
    private final List<MinedFill> ofAll = new ArrayList<>();

    /**
     * A fill with its place on the chain.
     *
     * @param block height
     * @param logIndex index in the block
     * @param blockHash hash of the block
     * @param blockMillis wall-clock milliseconds of the block
     * @param fill the fill
     */
    public record MinedFill(long block, int logIndex, String blockHash, long blockMillis, Fill fill) {}

    FillLedger(Set<String> leaderAddresses, int retainedFills) {
        this.leaders = Set.copyOf(leaderAddresses);
        this.retainedFills = retainedFills;
    }

    void matched(Transaction transaction, List<Fill> fills) {
        unmined.put(transaction, fills);
    }

    /** A transaction that was mined is executed anew: it is another one with the same hash and other fills. */
    void again(Transaction before, Transaction now, List<Fill> fills) {
        recent.values()
                .forEach(block -> block.replaceAll(
                        settled -> settled.transaction() == before ? new Settled(now, fills) : settled));
    }

    /** A transaction will never be mined. */
    void lost(Transaction transaction) {
        unmined.remove(transaction);
    }

    @Override
    public void mined(Block block) {
        List<Settled> settled = new ArrayList<>();
        for (Placement placement : block.placements()) {
            List<Fill> fills = unmined.remove(placement.transaction());
            if (fills != null) {
                settled.add(new Settled(placement.transaction(), fills));
                fills.forEach(fill -> record(placement, fill));
            }
        }
        recent.put(block.number(), settled);
        recent.headMap(block.number() - DEEPEST_REORGANISATION, true).clear();
        if (ofAll.size() > retainedFills + retainedFills / 4) {
            ofAll.subList(0, ofAll.size() - retainedFills).clear();
        }
    }

    @Override
    public void reorganised(List<Block> removed, List<Block> added, Reorganisation how) {
        long from = removed.getFirst().number();
        cutFrom(ofLeaders, from);
        cutFrom(ofAll, from);
        NavigableMap<Long, List<Settled>> gone = recent.tailMap(from, true);
        gone.values().forEach(block -> block.forEach(settled -> matched(settled.transaction(), settled.fills())));
        gone.clear();
        added.forEach(this::mined);
    }

    /** Fills of leaders that are mined, in the order of the chain. */
    public List<MinedFill> leaderFills() {
        return Collections.unmodifiableList(ofLeaders);
    }

    /** Fills of everybody that are mined and still kept, in the order of the chain. */
    public List<MinedFill> allFills() {
        return Collections.unmodifiableList(ofAll);
    }

    /** Fills of leaders that are matched and not mined, in the order of their matches. */
    public List<Fill> unminedLeaderFills() {
        return unmined.values().stream()
                .flatMap(List::stream)
                .filter(fill -> leaders.contains(fill.owner().address()))
                .toList();
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

    private void record(Placement placement, Fill fill) {
        Block block = placement.block();
        MinedFill entry = new MinedFill(
                block.number(),
                placement.firstLogIndex() + fill.logOffset(),
                block.hash(),
                block.timestampMillis(),
                fill);
        ofAll.add(entry);
        if (leaders.contains(fill.owner().address())) {
            ofLeaders.add(entry);
        }
    }

    private static void cutFrom(List<MinedFill> entries, long block) {
        entries.subList(firstAtOrAfter(entries, block, 0), entries.size()).clear();
    }
}
