package io.slipstream.worker.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chain of heads, put together from what all endpoints push, by parent hashes. Endpoints may be on different branches:
 * the one that most of them are on counts, and of equals the longest. Holds the newest {@value #DEPTH} blocks. Thread-safe.
 */
public final class HeadChain {

    private static final int DEPTH = 512;

    private final Map<String, BlockHeader> headers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BlockHeader> eldest) {
            return size() > 4 * DEPTH;
        }
    };
    private final TreeMap<Long, String> canonical = new TreeMap<>();
    private final Map<NodeRecord, BlockHeader> tips = new HashMap<>();
    private @Nullable BlockHeader tip;

    /**
     * What a head changed.
     *
     * @param orphaned hashes of the blocks that are left behind
     * @param missingParent hash of the first block on the way down that nobody has told of, null if the chain is whole
     */
    public record Change(Set<String> orphaned, @Nullable String missingParent) {
        static final Change NONE = new Change(Set.of(), null);
    }

    /** A head that an endpoint pushed. */
    public synchronized Change onHead(NodeRecord by, BlockHeader head) {
        headers.put(head.hash(), head);
        tips.put(by, head);
        BlockHeader best = tip;
        if (best == null) {
            return adopt(head);
        }
        if (head.hash().equals(best.hash())) {
            return Change.NONE;
        }
        if (isAncestor(head, best)) {
            return Change.NONE; // said late by an endpoint that lags behind
        }
        int forIt = support(head);
        int forBest = support(best);
        boolean extendsBest = isAncestor(best, head);
        boolean wins = extendsBest || forIt > forBest || (forIt == forBest && head.number() > best.number());
        return wins ? adopt(head) : Change.NONE;
    }

    /** The endpoint says nothing any more: its branch is not its word. */
    public synchronized void left(NodeRecord by) {
        tips.remove(by);
    }

    /** A block that was asked for because nobody had told of it. */
    public synchronized Change onAncestor(BlockHeader block) {
        headers.put(block.hash(), block);
        return block.hash().equals(canonical.get(block.number())) ? descend(block, new HashSet<>()) : Change.NONE;
    }

    /** The time of a block by its hash, in seconds since 1970, null if nobody has told of it. */
    public synchronized @Nullable Long timeOf(String blockHash) {
        BlockHeader header = headers.get(blockHash);
        return header == null ? null : header.timeSeconds();
    }

    /** The hash of the block of a number on the chain that counts, null if it is not known. */
    public synchronized @Nullable String hashAt(long number) {
        return canonical.get(number);
    }

    /** The newest block's number, -1 if there is none. */
    public synchronized long height() {
        return tip == null ? -1 : tip.number();
    }

    private Change adopt(BlockHeader head) {
        Set<String> orphaned =
                new HashSet<>(canonical.tailMap(head.number(), false).values());
        canonical.tailMap(head.number(), false).clear();
        tip = head;
        Change below = descend(head, orphaned);
        canonical.headMap(head.number() - DEPTH).clear();
        return below;
    }

    /** Makes this block and what it stands on the chain that counts. */
    private Change descend(BlockHeader from, Set<String> orphaned) {
        BlockHeader block = from;
        while (true) {
            replace(block.number(), block.hash(), orphaned);
            long below = block.number() - 1;
            String known = canonical.get(below);
            if (block.parentHash().equals(known) || canonical.isEmpty() || below < canonical.firstKey()) {
                return new Change(Set.copyOf(orphaned), null);
            }
            replace(below, block.parentHash(), orphaned);
            BlockHeader parent = parentOf(block);
            if (parent == null) {
                return new Change(Set.copyOf(orphaned), block.parentHash());
            }
            block = parent;
        }
    }

    private void replace(long number, String hash, Set<String> orphaned) {
        String before = canonical.put(number, hash);
        if (before != null && !before.equals(hash)) {
            orphaned.add(before);
        }
    }

    private int support(BlockHeader branch) {
        int count = 0;
        for (BlockHeader endpointTip : tips.values()) {
            if (isAncestor(endpointTip, branch) || isAncestor(branch, endpointTip)) {
                count++;
            }
        }
        return count;
    }

    /** Only a block of the number below is a parent: a broken node's cycle ends here. */
    private @Nullable BlockHeader parentOf(BlockHeader block) {
        BlockHeader parent = headers.get(block.parentHash());
        return parent != null && parent.number() == block.number() - 1 ? parent : null;
    }

    private boolean isAncestor(BlockHeader ancestor, BlockHeader of) {
        BlockHeader block = of;
        while (block != null && block.number() > ancestor.number()) {
            block = parentOf(block);
        }
        return block != null && block.hash().equals(ancestor.hash());
    }

    /** The hashes of the chain that counts, oldest first; for tests. */
    synchronized List<String> hashes() {
        return new ArrayList<>(canonical.values());
    }
}
