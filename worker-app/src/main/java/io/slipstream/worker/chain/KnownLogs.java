package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.worker.node.RawLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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
            public int missingIn(long from, long to, List<RawLog> logs) {
                return missing(leaders, from, to, logs, false);
            }

            @Override
            public void forgetMissing(long from, long to, List<RawLog> logs) {
                missing(leaders, from, to, logs, true);
            }
        };
    }

    private synchronized int missing(Set<Address> leaders, long from, long to, List<RawLog> logs, boolean forget) {
        SortedMap<Long, Map<String, Known>> blocks = byBlock.subMap(from, to + 1);
        if (blocks.isEmpty()) {
            return 0;
        }
        Set<String> there = new HashSet<>();
        logs.forEach(entry -> there.add(entry.transactionHash() + "|" + entry.logIndexOrNone()));
        int missing = 0;
        for (Map<String, Known> known : blocks.values()) {
            for (Iterator<Map.Entry<String, Known>> each = known.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<String, Known> entry = each.next();
                if (leaders.contains(entry.getValue().leader) && !there.contains(entry.getKey())) {
                    missing++;
                    if (forget) {
                        each.remove();
                        size--;
                    }
                }
            }
        }
        return missing;
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
