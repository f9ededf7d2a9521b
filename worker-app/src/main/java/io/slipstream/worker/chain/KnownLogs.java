package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
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
final class KnownLogs {

    private static final int CAPACITY = 100_000;

    /** By block, what is known to be in it. */
    private final SortedMap<Long, Map<String, Known>> byBlock = new TreeMap<>();

    private int size;

    private record Known(Address leader, String blockHash) {}

    synchronized void add(LeaderFill fill) {
        if (size < CAPACITY
                && byBlock.computeIfAbsent(fill.blockNumber(), _ -> new HashMap<>())
                                .put(place(fill), new Known(fill.leader(), fill.blockHash()))
                        == null) {
            size++;
        }
    }

    synchronized void takenBack(LeaderFill fill) {
        Map<String, Known> known = byBlock.get(fill.blockNumber());
        if (known != null && known.remove(place(fill)) != null) {
            size--;
        }
    }

    /** These blocks are replaced: what was in them is known no more. */
    synchronized void orphaned(Collection<String> blockHashes) {
        byBlock.values().forEach(known -> known.values().removeIf(each -> blockHashes.contains(each.blockHash)));
        recount();
    }

    /** What answers have to hold that are asked for these leaders' logs. */
    RangeReader.Expectation of(Set<Address> leaders) {
        return new RangeReader.Expectation() {
            @Override
            public Set<String> missingIn(long from, long to, List<RawLog> logs) {
                return missing(leaders, from, to, logs);
            }

            @Override
            public void forget(Set<String> places) {
                forgetAll(places);
            }
        };
    }

    private synchronized Set<String> missing(Set<Address> leaders, long from, long to, List<RawLog> logs) {
        SortedMap<Long, Map<String, Known>> blocks = byBlock.subMap(from, to + 1);
        if (blocks.isEmpty()) {
            return Set.of();
        }
        Set<String> there = new HashSet<>();
        logs.forEach(entry -> there.add(entry.transactionHash() + "|" + entry.logIndexOrNone()));
        Set<String> missing = new HashSet<>();
        blocks.values()
                .forEach(known -> known.forEach((place, log) -> {
                    if (leaders.contains(log.leader) && !there.contains(place)) {
                        missing.add(place);
                    }
                }));
        return missing;
    }

    private synchronized void forgetAll(Set<String> places) {
        if (!places.isEmpty()) {
            byBlock.values().forEach(known -> known.keySet().removeAll(places));
            recount();
        }
    }

    /** Nobody reads these blocks again. */
    synchronized void forgetBefore(long block) {
        byBlock.headMap(block).clear();
        recount();
    }

    private void recount() {
        size = byBlock.values().stream().mapToInt(Map::size).sum();
    }

    private static String place(LeaderFill fill) {
        return fill.txHash() + "|" + fill.logIndex();
    }
}
