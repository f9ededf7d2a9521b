package io.slipstream.worker.chain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Blocks with fills whose time nobody has told yet. Bounded; the oldest go. Thread-safe. */
final class UntimedBlocks {

    private static final int CAPACITY = 10_000;

    private final Set<String> hashes = new LinkedHashSet<>();

    synchronized void add(String blockHash) {
        if (hashes.add(blockHash) && hashes.size() > CAPACITY) {
            hashes.remove(hashes.iterator().next());
        }
    }

    /** Tells whether it was waited for. */
    synchronized boolean remove(String blockHash) {
        return hashes.remove(blockHash);
    }

    /** The oldest of them. */
    synchronized List<String> waiting(int most) {
        return hashes.stream().limit(most).toList();
    }
}
