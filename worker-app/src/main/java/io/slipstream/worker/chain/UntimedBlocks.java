package io.slipstream.worker.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks with fills whose time nobody has told yet. Bounded; the oldest go. One that a node does not know is asked for again,
 * behind the others, for that node may be behind or on a branch of its own; after {@value #MOST_MISSES} such answers it is given
 * up. Thread-safe.
 */
final class UntimedBlocks {

    private static final int CAPACITY = 10_000;
    static final int MOST_MISSES = 30;

    /** By hash, how many nodes did not know it. */
    private final Map<String, Integer> misses = new LinkedHashMap<>();

    synchronized void add(String blockHash) {
        if (misses.putIfAbsent(blockHash, 0) == null && misses.size() > CAPACITY) {
            misses.remove(misses.keySet().iterator().next());
        }
    }

    /** Tells whether it was waited for. */
    synchronized boolean remove(String blockHash) {
        return misses.remove(blockHash) != null;
    }

    /** A node does not know it. */
    synchronized void missed(String blockHash) {
        Integer before = misses.remove(blockHash);
        if (before != null && before + 1 < MOST_MISSES) {
            misses.put(blockHash, before + 1);
        }
    }

    /** Those whose turn it is. */
    synchronized List<String> waiting(int most) {
        return misses.keySet().stream().limit(most).toList();
    }
}
