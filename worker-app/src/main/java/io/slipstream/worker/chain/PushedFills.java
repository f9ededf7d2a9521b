package io.slipstream.worker.chain;

import io.slipstream.core.chain.LeaderFill;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What nodes pushed and no scan has made final yet: a scan that does not hold it is not believed at once. Bounded; beyond
 * {@value #CAPACITY} fills nothing more is kept, and scans are believed as they are. Thread-safe.
 */
final class PushedFills {

    private static final int CAPACITY = 100_000;

    private final SortedMap<Long, Set<String>> keysByBlock = new TreeMap<>();
    private int size;

    synchronized void pushed(LeaderFill fill) {
        if (size < CAPACITY
                && keysByBlock
                        .computeIfAbsent(fill.blockNumber(), _ -> new HashSet<>())
                        .add(fill.dedupeKey())) {
            size++;
        }
    }

    synchronized void takenBack(LeaderFill fill) {
        Set<String> keys = keysByBlock.get(fill.blockNumber());
        if (keys != null && keys.remove(fill.dedupeKey())) {
            size--;
        }
    }

    /** How many were pushed for these blocks and are not in the scan. */
    synchronized int missingIn(long fromBlock, long toBlock, List<LeaderFill> scanned) {
        Set<String> missing = new HashSet<>();
        keysByBlock.subMap(fromBlock, toBlock + 1).values().forEach(missing::addAll);
        scanned.forEach(fill -> missing.remove(fill.dedupeKey()));
        return missing.size();
    }

    /** These blocks are settled. */
    synchronized void forgetUpTo(long block) {
        SortedMap<Long, Set<String>> settled = keysByBlock.headMap(block + 1);
        size -= settled.values().stream().mapToInt(Set::size).sum();
        settled.clear();
    }
}
