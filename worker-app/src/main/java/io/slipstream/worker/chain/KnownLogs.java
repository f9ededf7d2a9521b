package io.slipstream.worker.chain;

import io.slipstream.worker.node.RawLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The leaders' logs of the newest blocks, as pushed and as read: an answer that lacks one of them is not believed at once.
 * Bounded; beyond {@value #CAPACITY} logs nothing more is kept, and answers are believed as they are. Thread-safe.
 */
final class KnownLogs implements RangeReader.Expectation {

    private static final int CAPACITY = 100_000;

    /** By block, what is known to be in it: the log's place, and the hash of the block that it was seen in. */
    private final SortedMap<Long, Map<String, String>> byBlock = new TreeMap<>();

    private int size;

    synchronized void add(long block, String txHash, long logIndex, String blockHash) {
        if (size < CAPACITY
                && byBlock.computeIfAbsent(block, _ -> new HashMap<>()).put(place(txHash, logIndex), blockHash)
                        == null) {
            size++;
        }
    }

    synchronized void takenBack(long block, String txHash, long logIndex) {
        Map<String, String> known = byBlock.get(block);
        if (known != null && known.remove(place(txHash, logIndex)) != null) {
            size--;
        }
    }

    /** These blocks are replaced: what was in them is known no more. */
    synchronized void orphaned(Collection<String> blockHashes) {
        byBlock.values().forEach(known -> known.values().removeIf(blockHashes::contains));
        size = byBlock.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public synchronized int missingIn(long from, long to, List<RawLog> logs) {
        Set<String> missing = new HashSet<>();
        byBlock.subMap(from, to + 1).values().forEach(known -> missing.addAll(known.keySet()));
        if (!missing.isEmpty()) {
            missing.removeAll(places(logs));
        }
        return missing.size();
    }

    @Override
    public synchronized void forgetMissing(long from, long to, List<RawLog> logs) {
        Set<String> there = places(logs);
        byBlock.subMap(from, to + 1).values().forEach(known -> known.keySet().retainAll(there));
        size = byBlock.values().stream().mapToInt(Map::size).sum();
    }

    private static Set<String> places(List<RawLog> logs) {
        Set<String> places = new HashSet<>();
        logs.forEach(entry -> places.add(entry.transactionHash() + "|" + entry.logIndexOrNone()));
        return places;
    }

    /** Nobody reads these blocks again. */
    synchronized void forgetBefore(long block) {
        SortedMap<Long, Map<String, String>> settled = byBlock.headMap(block);
        size -= settled.values().stream().mapToInt(Map::size).sum();
        settled.clear();
    }

    private static String place(String txHash, long logIndex) {
        return txHash + "|" + logIndex;
    }
}
