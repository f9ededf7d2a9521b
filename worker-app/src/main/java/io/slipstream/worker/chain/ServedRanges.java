package io.slipstream.worker.chain;

import io.slipstream.worker.node.RpcNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Which node answered for which blocks, so that a second reading can ask another. Bounded; the oldest go. Thread-safe. */
final class ServedRanges {

    private static final int CAPACITY = 20_000;

    private final TreeMap<Long, RangeReader.Piece> byEnd = new TreeMap<>();

    synchronized void add(RangeReader.Piece piece) {
        byEnd.put(piece.to(), new RangeReader.Piece(piece.from(), piece.to(), List.of(), piece.node()));
        if (byEnd.size() > CAPACITY) {
            byEnd.pollFirstEntry();
        }
    }

    /** The nodes that answered for any of these blocks. */
    synchronized Set<RpcNode> of(long from, long to) {
        Set<RpcNode> nodes = new HashSet<>();
        for (RangeReader.Piece piece : byEnd.tailMap(from, true).values()) {
            if (piece.from() > to) {
                break;
            }
            nodes.add(piece.node());
        }
        return nodes;
    }

    /** The last block of the piece that holds a block, or the limit if that is nearer or nothing is known. */
    synchronized long endOf(long block, long limit) {
        Long end = byEnd.ceilingKey(block);
        return end == null ? limit : Math.min(end, limit);
    }
}
