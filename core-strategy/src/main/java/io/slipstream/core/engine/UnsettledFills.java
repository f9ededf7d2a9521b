package io.slipstream.core.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The fills that are in a block and not final, by block. A fill is taken out before it moves. */
final class UnsettledFills {

    private final TreeMap<Long, Map<UUID, KnownFill>> byBlock = new TreeMap<>();

    void add(KnownFill fill) {
        byBlock.computeIfAbsent(fill.blockNumber(), _ -> new LinkedHashMap<>()).put(fill.id(), fill);
    }

    void remove(KnownFill fill) {
        byBlock.computeIfPresent(fill.blockNumber(), (_, fills) -> {
            fills.remove(fill.id());
            return fills.isEmpty() ? null : fills;
        });
    }

    List<KnownFill> within(ScanScope scope, long fromBlock, long toBlock) {
        List<KnownFill> found = new ArrayList<>();
        byBlock.subMap(fromBlock, toBlock + 1)
                .values()
                .forEach(fills -> fills.values().stream()
                        .filter(fill -> fill.isCoveredBy(scope))
                        .forEach(found::add));
        return found;
    }

    /** Looks through all of them: they are few, and blocks are orphaned seldom. */
    List<KnownFill> inBlocks(Collection<String> blockHashes) {
        List<KnownFill> found = new ArrayList<>();
        byBlock.values()
                .forEach(fills -> fills.values().stream()
                        .filter(fill -> blockHashes.contains(fill.blockHash()))
                        .forEach(found::add));
        return found;
    }
}
