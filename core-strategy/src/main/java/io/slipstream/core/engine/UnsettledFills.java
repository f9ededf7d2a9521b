package io.slipstream.core.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The fills that are in a block and not final, by block. */
final class UnsettledFills {

    private final TreeMap<Long, Map<UUID, KnownFill>> byBlock = new TreeMap<>();

    void add(KnownFill fill) {
        if (fill.blockNumber() > 0) {
            byBlock.computeIfAbsent(fill.blockNumber(), _ -> new LinkedHashMap<>())
                    .put(fill.id(), fill);
        }
    }

    void remove(KnownFill fill) {
        byBlock.computeIfPresent(fill.blockNumber(), (_, fills) -> {
            fills.remove(fill.id());
            return fills.isEmpty() ? null : fills;
        });
    }

    /** The same fill, with more known of it. */
    KnownFill replace(KnownFill before, KnownFill now) {
        if (byBlock.getOrDefault(before.blockNumber(), Map.of()).containsKey(before.id())) {
            add(now);
        }
        return now;
    }

    List<KnownFill> within(ScanScope scope, long fromBlock, long toBlock) {
        List<KnownFill> found = new ArrayList<>();
        byBlock.subMap(fromBlock, toBlock + 1)
                .values()
                .forEach(fills -> fills.values().stream()
                        .filter(fill -> scope.covers(fill.exchange(), fill.leader()))
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
